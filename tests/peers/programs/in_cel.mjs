// CEL in JavaScript: conditionals one in another.
import { readFileSync } from "node:fs";
import { celEnv, parse, plan } from "@bufbuild/cel";

const level = (holds) =>
  `${holds("fears_harm")} || (${holds("threatened")} && ${holds("papers_held")}) ? "high"` +
  ` : ${holds("threatened")} || ${holds("papers_held")} ? "some" : "none_noted"`;
const asTaught = { level: level((question) => question) };
const onTwoRails = {
  at_least: level((q) => `(has(answers.${q}) && answers.${q} == "yes")`),
  at_most: level((q) => `(!has(answers.${q}) || answers.${q} != "no")`),
};

const said = (texts, sheets) => {
  const env = celEnv();
  const programs = Object.entries(texts).map(([name, text]) => [name, plan(env, parse(text))]);
  return sheets.map((sheet) => {
    const found = programs.map(([name, run]) => [name, run(sheet)]);
    const wrong = found.map(([, each]) => each).find((each) => typeof each !== "string");
    if (wrong !== undefined) return { error: String(wrong.message ?? wrong) };
    return { says: Object.fromEntries(found) };
  });
};

const asked = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(
  JSON.stringify({
    as_taught: said(asTaught, asked.as_taught),
    on_two_rails: said(onTwoRails, asked.on_two_rails.map((answers) => ({ answers }))),
  }),
);
