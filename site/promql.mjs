/** PromQL for the site's colours: as much of it as the lessons need. */
export const promql = {
  name: "promql",
  scopeName: "source.promql",
  patterns: [
    { name: "comment.line", match: "#.*$" },
    { name: "string.quoted", match: "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'" },
    {
      name: "keyword.operator.word",
      match: "\\b(?:and|or|unless|by|without|on|ignoring|group_left|group_right|offset|bool|atan2)\\b",
    },
    { name: "entity.name.function", match: "\\b[a-z][a-z0-9_]*(?=\\s*(?:\\(|by\\b|without\\b))" },
    { name: "constant.numeric", match: "\\b(?:\\d+(?:ms|[smhdwy]))+\\b|\\b\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?\\b" },
    { name: "variable.other", match: "\\b[a-zA-Z_:][a-zA-Z0-9_:]*\\b" },
  ],
};
