// Checks several EPUBs in one Java machine, since starting EPUBCheck and reading its schemas takes 5 seconds, a book 0.2.
// Run from source by `java`; the arguments are EPUBCheck's options, `--`, and pairs: an EPUB, and the file for its report
// (JSON).

import com.adobe.epubcheck.tool.EpubChecker;
import java.util.ArrayList;
import java.util.List;

public class EpubChecks {
    public static void main(String[] args) {
        List<String> all = List.of(args);
        int end = all.indexOf("--");
        for (int i = end + 1; i + 1 < args.length; i += 2) {
            List<String> one = new ArrayList<>(all.subList(0, end));
            one.addAll(List.of(args[i], "--json", args[i + 1]));
            new EpubChecker().run(one.toArray(new String[0]));
        }
    }
}
