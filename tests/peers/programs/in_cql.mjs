// CQL: parameters, translated to ELM by the reference translator, run by cql-execution.
import { readFileSync } from "node:fs";
import { SystemModelInfoProvider } from "@cqframework/cql/cql";
import { CqlTranslator, LibraryManager, ModelManager } from "@cqframework/cql/cql-to-elm";
import cql from "cql-execution";

const QUESTIONS = ["threatened", "papers_held", "fears_harm"];
const level = (name, holds) => `
define ${name}:
  case
    when ${holds("fears_harm")} or (${holds("threatened")} and ${holds("papers_held")}) then 'high'
    when ${holds("threatened")} or ${holds("papers_held")} then 'some'
    else 'none_noted'
  end
`;
const library = (type, ...defines) =>
  ["library Silence version '1.0.0'", ...QUESTIONS.map((q) => `parameter ${q} ${type}`), ...defines].join("\n");
const asTaught = library("Boolean", level("level", (q) => q));
const onTwoRails = library(
  "String",
  level("at_least", (q) => `Coalesce(${q}, 'not_asked') = 'yes'`),
  level("at_most", (q) => `Coalesce(${q}, 'not_asked') != 'no'`),
);

const translated = (text) => {
  const models = new ModelManager();
  models.modelInfoLoader.registerModelInfoProvider(new SystemModelInfoProvider());
  const elm = JSON.parse(CqlTranslator.fromText(text, new LibraryManager(models)).toJson());
  const errors = (elm.library.annotation ?? []).filter((each) => each.errorSeverity === "error");
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return new cql.Library(elm);
};

const said = async (text, names, sheets) => {
  const rules = translated(text);
  const answers = [];
  for (const sheet of sheets) {
    try {
      const source = new cql.PatientSource([]);
      const executor = new cql.Executor(rules, null, sheet);
      const found = (await executor.exec(source)).unfilteredResults;
      answers.push({ says: Object.fromEntries(names.map((name) => [name, found[name]])) });
    } catch (problem) {
      answers.push({ error: String(problem.message) });
    }
  }
  return answers;
};

const asked = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(
  JSON.stringify({
    as_taught: await said(asTaught, ["level"], asked.as_taught),
    on_two_rails: await said(onTwoRails, ["at_least", "at_most"], asked.on_two_rails),
  }),
);
