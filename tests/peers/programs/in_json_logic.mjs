// json-logic-js: an `if` with pairs of test and result, and what is left at its end.
import { readFileSync } from "node:fs";
import jsonLogic from "json-logic-js";

const of = (question) => ({ var: question });
const level = (holds) => ({
  if: [
    { or: [holds("fears_harm"), { and: [holds("threatened"), holds("papers_held")] }] },
    "high",
    { or: [holds("threatened"), holds("papers_held")] },
    "some",
    "none_noted",
  ],
});
const asTaught = { level: level(of) };
const onTwoRails = {
  at_least: level((question) => ({ "===": [of(question), "yes"] })),
  at_most: level((question) => ({ "!==": [of(question), "no"] })),
};

const said = (rules, sheets) =>
  sheets.map((sheet) => {
    try {
      const pairs = Object.entries(rules).map(([name, rule]) => [name, jsonLogic.apply(rule, sheet)]);
      return { says: Object.fromEntries(pairs) };
    } catch (problem) {
      return { error: String(problem.message) };
    }
  });

const asked = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(
  JSON.stringify({
    as_taught: said(asTaught, asked.as_taught),
    on_two_rails: said(onTwoRails, asked.on_two_rails),
  }),
);
