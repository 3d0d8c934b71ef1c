// Ace by DAISY on many EPUBs with one browser, since starting that is most of the time.
// node ace.js QUESTION ANSWER: a JSON list of paths -> a JSON list of {assertions} or {error}, in the same order.
'use strict';
const fs = require('node:fs');
const winston = require('winston');
const ace = require('@daisy/ace-core');
const runner = require('@daisy/ace-axe-runner-puppeteer');

const [, , question, answer] = process.argv;
// Ace logs to a file and the console unless its logger is told to be quiet.
winston.configure({ transports: [new winston.transports.Console({ silent: true })] });
// Ace would open and close a browser for each book.
const kept = { ...runner, launch: async () => {}, close: async () => {} };

async function checked(path) {
  try {
    const [, report] = await ace(path, { cwd: process.cwd(), lang: 'en' }, kept);
    return { assertions: report.assertions };
  } catch (error) {
    return { error: String((error && error.message) || error || 'it cannot be read') };
  }
}

(async () => {
  await runner.launch();
  const found = [];
  for (const path of JSON.parse(fs.readFileSync(question, 'utf8'))) found.push(await checked(path));
  fs.writeFileSync(answer, JSON.stringify(found));
  await runner.close();
  process.exit(0); // Ace leaves timers behind
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
