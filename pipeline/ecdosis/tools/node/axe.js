// axe-core on web pages in files, at several widths, light and dark, in one browser without a network.
// node axe.js QUESTION ANSWER: JSON {pages, widths, schemes} -> a JSON list of {page, width, scheme, violations}.
'use strict';
const fs = require('node:fs');
const { pathToFileURL } = require('node:url');
const puppeteer = require('puppeteer');
const axe = require('axe-core');

const [, , question, answer] = process.argv;

async function checked(tab, path, width, scheme) {
  await tab.setViewport({ width, height: 900 });
  await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await tab.goto(pathToFileURL(path).href, { waitUntil: 'load' });
  await tab.evaluate(axe.source); // past the page's Content Security Policy, which lets no script in
  return tab.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, impact, help, nodes }) => ({
      id, impact, help, count: nodes.length, target: nodes[0].target.join(' '), html: nodes[0].html,
    }));
  });
}

(async () => {
  const { pages, widths, schemes } = JSON.parse(fs.readFileSync(question, 'utf8'));
  const browser = await puppeteer.launch({ args: ['--no-sandbox', '--disable-setuid-sandbox'] });
  const tab = await browser.newPage();
  await tab.setOfflineMode(true);
  const found = [];
  for (const page of pages)
    for (const width of widths)
      for (const scheme of schemes) {
        const violations = await checked(tab, page, width, scheme);
        found.push({ page, width, scheme, violations });
      }
  fs.writeFileSync(answer, JSON.stringify(found));
  await browser.close();
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
