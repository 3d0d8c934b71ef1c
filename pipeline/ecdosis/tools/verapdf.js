// Starts veraPDF's command line with its own parser of PDFs: the program on Maven Central has none that it takes by
// itself. Run by Rhino, the JavaScript of the Java machine, which veraPDF brings, so that no compiler is needed.
Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
Packages.org.verapdf.cli.VeraPdfCli.main(arguments);
