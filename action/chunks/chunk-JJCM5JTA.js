import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/data-spec/generated/schema.ts
var dataSpecSchema = {
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "DataSpec",
  "description": "A dashpreview data spec: which made-up series exist, and what their values are. See docs/data-spec.md.",
  "type": "object",
  "required": [
    "version",
    "metrics"
  ],
  "additionalProperties": false,
  "properties": {
    "version": {
      "description": "Version of this format.",
      "const": 1
    },
    "seed": {
      "description": "The same seed gives the same data. Default 1.",
      "type": "integer",
      "minimum": 0,
      "maximum": 9007199254740991,
      "$comment": "a whole number of 0 or more"
    },
    "step": {
      "$ref": "#/definitions/duration",
      "description": "Time between two samples: the scrape interval. Default: that of the data source, else 15s."
    },
    "history": {
      "$ref": "#/definitions/duration",
      "description": "Length of the window, a multiple of the step. Default 6h; the window then ends now."
    },
    "start": {
      "type": "string",
      "description": "Makes the window a fixed one: the time of its first sample, such as 2026-11-01T00:00:00Z. Needs `history` or `scrapes`.",
      "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?(Z|[+-]\\d{2}:\\d{2})$",
      "$comment": "a time with its zone, such as 2026-11-01T00:00:00Z"
    },
    "scrapes": {
      "$ref": "#/definitions/count",
      "description": "With `start`: length of the window in samples, instead of `history`."
    },
    "labels": {
      "$ref": "#/definitions/labels",
      "description": "Labels that are put on every series."
    },
    "signals": {
      "type": "object",
      "maxProperties": 1e3,
      "$comment": "named signals, such as {load: {per: [instance], value: …}}",
      "additionalProperties": {
        "$ref": "#/definitions/namedSignal"
      },
      "description": "Causes that series share: {signal: NAME} stands wherever a signal may stand, and is the same in all series."
    },
    "metrics": {
      "type": "array",
      "minItems": 1,
      "items": {
        "if": {
          "type": "object",
          "required": [
            "pack"
          ],
          "properties": {
            "pack": true
          }
        },
        "then": {
          "$ref": "#/definitions/packEntry"
        },
        "else": {
          "$ref": "#/definitions/metric"
        }
      },
      "$comment": "a list of metrics",
      "description": "The metrics, each name once, and packs of metrics: {pack: node-exporter}."
    },
    "events": {
      "type": "array",
      "maxItems": 100,
      "items": {
        "$ref": "#/definitions/event"
      },
      "$comment": "a list of events",
      "description": "What happens to many series at one moment: restarts and deployments, in the order in which they happen."
    },
    "alerts": {
      "type": "array",
      "items": {
        "$ref": "#/definitions/alert"
      },
      "$comment": "a list of expectations",
      "description": "Which alerts must fire, and when; checked by `dashpreview test`."
    },
    "scenarios": {
      "type": "object",
      "maxProperties": 50,
      "$comment": "named variants, such as {incident: {signals: {…}}}",
      "additionalProperties": {
        "$ref": "#/definitions/scenario"
      },
      "description": "Variants of this spec by name: what is different in each. `--scenario NAME` chooses one."
    },
    "infer": {
      "$ref": "#/definitions/infer"
    }
  },
  "definitions": {
    "infer": {
      "title": "InferSpec",
      "description": "Overrides for `dashpreview infer --update`; changes nothing in this spec itself.",
      "type": "object",
      "additionalProperties": false,
      "$comment": "settings such as {skip: [some_metric]}",
      "properties": {
        "skip": {
          "type": "array",
          "items": {
            "type": "string",
            "$comment": "a metric name"
          },
          "$comment": "a list of metric names",
          "description": "Metrics that are not inferred."
        },
        "types": {
          "type": "object",
          "$comment": "types by metric, such as {queue_length: gauge}",
          "additionalProperties": {
            "enum": [
              "gauge",
              "counter",
              "histogram",
              "summary",
              "info"
            ]
          },
          "description": "Types of metrics, where inference is wrong."
        },
        "labels": {
          "$ref": "#/definitions/labels",
          "description": "Values of labels, for all metrics that are inferred."
        },
        "levels": {
          "type": "object",
          "$comment": "levels by metric, such as {queue_length: {min: 0, max: 50}}",
          "additionalProperties": {
            "title": "InferLevel",
            "type": "object",
            "required": [
              "min",
              "max"
            ],
            "additionalProperties": false,
            "$comment": "{min, max}",
            "properties": {
              "min": {
                "$ref": "#/definitions/number"
              },
              "max": {
                "$ref": "#/definitions/number"
              }
            }
          },
          "description": "Where a metric's value lies; of a counter the rate."
        }
      }
    },
    "duration": {
      "title": "Duration",
      "type": "string",
      "pattern": "^(0|(?=\\d)(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?)$",
      "maxLength": 64,
      "$comment": "a duration such as 30s, 15m or 1h30m"
    },
    "phase": {
      "type": "string",
      "maxLength": 64,
      "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?|0|(?=\\d)(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?)$",
      "$comment": `a time of day in UTC such as "14:00", or a duration after the window's start such as 30m`
    },
    "timeOfDay": {
      "type": "string",
      "maxLength": 8,
      "pattern": "^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$",
      "$comment": 'a time of day in UTC such as "14:00"'
    },
    "count": {
      "type": "integer",
      "minimum": 1,
      "maximum": 9007199254740991,
      "$comment": "a whole number of 1 or more"
    },
    "number": {
      "type": "number",
      "$comment": "a number"
    },
    "bounds": {
      "enum": [
        "[]",
        "[)",
        "(]",
        "()"
      ],
      "description": "Which ends belong to the line. `[]` (default): both; `)` leaves the last instant to the next part, `(` the first one to the part before."
    },
    "labels": {
      "title": "LabelPatterns",
      "type": "object",
      "maxProperties": 100,
      "$comment": "labels, such as {job: api}",
      "additionalProperties": {
        "$ref": "#/definitions/labelValue"
      }
    },
    "labelValue": {
      "description": "Text, or a list of texts: one series for each. `{1..3}`, `{01..10}` and `{0..100..20}` expand too; `\\{` is a brace.",
      "type": [
        "string",
        "array"
      ],
      "maxLength": 16384,
      "minItems": 1,
      "items": {
        "type": "string",
        "maxLength": 16384,
        "$comment": "text"
      },
      "$comment": "text or a list of texts"
    },
    "packEntry": {
      "title": "PackEntrySpec",
      "description": "The metrics of a pack, which `dashpreview packs` lists.",
      "type": "object",
      "required": [
        "pack"
      ],
      "additionalProperties": false,
      "$comment": "a pack, such as {pack: node-exporter}",
      "properties": {
        "pack": {
          "type": "string",
          "maxLength": 200,
          "$comment": "the name of a pack",
          "description": "The pack's name."
        },
        "labels": {
          "$ref": "#/definitions/labels",
          "description": "Labels of its series: they take the place of the pack's own of the same name."
        },
        "only": {
          "type": "array",
          "minItems": 1,
          "maxItems": 1e3,
          "items": {
            "type": "string",
            "$comment": "a metric name"
          },
          "$comment": "a list of metric names",
          "description": "The metrics to take. Default: all."
        }
      }
    },
    "metric": {
      "title": "MetricSpec",
      "type": "object",
      "required": [
        "name",
        "type",
        "series"
      ],
      "additionalProperties": false,
      "$comment": "a metric with name, type and series",
      "properties": {
        "name": {
          "type": "string",
          "minLength": 1,
          "maxLength": 1024,
          "pattern": "^[a-zA-Z_:][a-zA-Z0-9_:]*$",
          "$comment": "a metric name (letters, digits, _ and :, not beginning with a digit)",
          "description": "The metric's name; of a histogram or summary without _bucket, _sum, _count."
        },
        "type": {
          "enum": [
            "gauge",
            "counter",
            "histogram",
            "summary",
            "info",
            "unknown"
          ],
          "description": "gauge and unknown: `value`. counter: `rate` (events per second) or `value` (raw). histogram and summary: `rate` and `observe`. info: always 1."
        },
        "help": {
          "type": "string",
          "maxLength": 4096,
          "$comment": "text",
          "description": "Description of the metric, as in `# HELP`."
        },
        "unit": {
          "type": "string",
          "maxLength": 256,
          "$comment": "text",
          "description": "Unit, as in `# UNIT`."
        },
        "labels": {
          "type": "array",
          "minItems": 1,
          "maxItems": 100,
          "items": {
            "type": "string",
            "$comment": "a label name"
          },
          "$comment": "a list of label names",
          "description": "Optional: then every series has exactly these label names, the spec-wide ones apart."
        },
        "buckets": {
          "type": "array",
          "minItems": 1,
          "maxItems": 1e3,
          "items": {
            "$ref": "#/definitions/number"
          },
          "$comment": "a list of numbers",
          "description": "histogram: upper bounds, ascending, without +Inf."
        },
        "native": {
          "enum": [
            true,
            false,
            "both"
          ],
          "description": "histogram: true writes a native histogram instead of buckets, both writes the two. Default false."
        },
        "schema": {
          "type": "integer",
          "minimum": -4,
          "maximum": 8,
          "$comment": "a whole number from -4 to 8",
          "description": "histogram with `native`: resolution of the exponential buckets. Default 3."
        },
        "quantiles": {
          "type": "array",
          "minItems": 1,
          "maxItems": 1e3,
          "items": {
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "$comment": "a number from 0 to 1"
          },
          "$comment": "a list of numbers from 0 to 1",
          "description": "summary: default 0.5, 0.9 and 0.99."
        },
        "series": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/definitions/series"
          },
          "$comment": "a list of series",
          "description": "The metric's series; an entry may make many by its labels."
        }
      }
    },
    "series": {
      "title": "SeriesSpec",
      "type": "object",
      "additionalProperties": false,
      "$comment": "a series with labels and its signal",
      "dependencies": {
        "rate": {
          "properties": {
            "value": false
          }
        }
      },
      "properties": {
        "labels": {
          "$ref": "#/definitions/labels",
          "description": "The labels; lists and ranges make one series for each combination."
        },
        "value": {
          "$ref": "#/definitions/signal",
          "description": "gauge, unknown: the value. counter: the raw value, instead of `rate`."
        },
        "rate": {
          "$ref": "#/definitions/signal",
          "description": "counter, histogram, summary: events per second."
        },
        "observe": {
          "$ref": "#/definitions/distribution",
          "description": "histogram, summary: where the observed values lie."
        },
        "then": {
          "$ref": "#/definitions/end"
        },
        "from": {
          "$ref": "#/definitions/phase",
          "description": `When the series begins: "12:20" in UTC, or a duration after the window's start. Nothing is written before.`
        },
        "until": {
          "$ref": "#/definitions/phase",
          "description": `When the series ends, with a stale marker: "14:00" in UTC, or a duration after the window's start.`
        },
        "initial": {
          "type": "number",
          "minimum": 0,
          "$comment": "a number of 0 or more",
          "description": "counter with `rate`: the first sample. Default 0."
        },
        "gaps": {
          "enum": [
            "stop",
            "running"
          ],
          "description": "counter with `rate`: running counts on with the last rate during a gap. Default stop."
        },
        "resets": {
          "$ref": "#/definitions/resets"
        },
        "integer": {
          "type": "boolean",
          "$comment": "true or false",
          "description": "counter: write the floor of the exact total. Default false."
        }
      }
    },
    "end": {
      "title": "EndSpec",
      "description": "Continuation after a finite signal. last (default): hold the last value; loop: begin again; {value: x}; missing: nothing; end: one stale marker, then nothing.",
      "type": [
        "string",
        "object"
      ],
      "if": {
        "type": "string"
      },
      "examples": [
        "last",
        "loop",
        "missing",
        "end"
      ],
      "then": {
        "enum": [
          "last",
          "loop",
          "missing",
          "end"
        ],
        "$comment": "one of last, loop, missing, end and {value: number}"
      },
      "required": [
        "value"
      ],
      "additionalProperties": false,
      "properties": {
        "value": {
          "$ref": "#/definitions/number",
          "description": "Held after the end."
        }
      },
      "$comment": "one of last, loop, missing, end and {value: number}"
    },
    "resets": {
      "title": "ResetsSpec",
      "description": "counter, histogram, summary: when it starts again from 0.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "every": {
          "$ref": "#/definitions/duration",
          "description": "After each of these times."
        },
        "at": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/definitions/phase"
          },
          "$comment": "a list of times",
          "description": "At these times: durations after the window's start, or times of day in UTC, which come every day."
        }
      },
      "oneOf": [
        {
          "required": [
            "every"
          ],
          "properties": {
            "every": true
          }
        },
        {
          "required": [
            "at"
          ],
          "properties": {
            "at": true
          }
        }
      ],
      "$comment": "{every: duration} or {at: [durations]}"
    },
    "namedSignal": {
      "title": "NamedSignalSpec",
      "description": "A signal that series share by name.",
      "type": "object",
      "required": [
        "value"
      ],
      "additionalProperties": false,
      "$comment": "{per, value}",
      "properties": {
        "per": {
          "type": "array",
          "maxItems": 100,
          "items": {
            "type": "string",
            "$comment": "a label name"
          },
          "$comment": "a list of label names",
          "description": "One course for each set of values of these labels, which every series that uses the signal has. Default: one for all."
        },
        "value": {
          "$ref": "#/definitions/signal",
          "description": "The signal; a finite one holds its last value."
        }
      }
    },
    "signal": {
      "title": "SignalSpec",
      "description": "Values over time: a number, a list of signals one after the other, promtool's notation in quotes, or one of line, values, random, gap, loop, limit, wave, square, noise, walk, spike, now, clock, add, sub, mul, div, clamp, round, replay, signal.",
      "type": [
        "number",
        "string",
        "array",
        "object"
      ],
      "$comment": "a signal: a number, a list of signals, promtool's notation in quotes, or one such as {line: …}",
      "minItems": 1,
      "items": {
        "$ref": "#/definitions/signal"
      },
      "minProperties": 1,
      "maxProperties": 1,
      "additionalProperties": false,
      "properties": {
        "line": {
          "$ref": "#/definitions/line"
        },
        "values": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": [
              "number",
              "null"
            ],
            "$comment": "a number, or null for a missing scrape"
          },
          "$comment": "a list of numbers and null",
          "description": "One value each scrape; null is a missing scrape."
        },
        "random": {
          "$ref": "#/definitions/random"
        },
        "level": {
          "$ref": "#/definitions/level"
        },
        "gap": {
          "$ref": "#/definitions/gap"
        },
        "loop": {
          "$ref": "#/definitions/loop"
        },
        "limit": {
          "$ref": "#/definitions/limit"
        },
        "wave": {
          "$ref": "#/definitions/wave"
        },
        "square": {
          "$ref": "#/definitions/square"
        },
        "noise": {
          "$ref": "#/definitions/noise"
        },
        "walk": {
          "$ref": "#/definitions/walk"
        },
        "spike": {
          "$ref": "#/definitions/spike"
        },
        "now": {
          "type": "string",
          "maxLength": 140,
          "$comment": "a duration before or after midnight such as -3d, or two such as -12d..-2d",
          "description": "A moment in Unix seconds, the same in the whole window, counted from the midnight (UTC) before its start: -3d is three days before, 20d after. Of -12d..-2d each series has its own."
        },
        "clock": {
          "$ref": "#/definitions/clock"
        },
        "add": {
          "$ref": "#/definitions/operands",
          "description": "Sum, element by element; missing where any operand is."
        },
        "sub": {
          "$ref": "#/definitions/operands",
          "description": "The first operand less the others; missing where any operand is."
        },
        "mul": {
          "$ref": "#/definitions/operands",
          "description": "Product, element by element; missing where any operand is."
        },
        "div": {
          "$ref": "#/definitions/operands",
          "description": "The first operand divided by the others; missing where any operand is, or a divisor is 0."
        },
        "clamp": {
          "$ref": "#/definitions/clamp"
        },
        "round": {
          "$ref": "#/definitions/round"
        },
        "replay": {
          "$ref": "#/definitions/replay"
        },
        "signal": {
          "type": "string",
          "maxLength": 200,
          "$comment": "the name of one of the spec's `signals`",
          "description": "One of `signals` by its name: the same course in every series with the same values of its `per` labels."
        }
      }
    },
    "operands": {
      "type": "array",
      "minItems": 2,
      "items": {
        "$ref": "#/definitions/signal"
      },
      "$comment": "a list of 2 or more signals"
    },
    "line": {
      "title": "LineSpec",
      "description": "A straight line. Finite.",
      "type": "object",
      "required": [
        "from",
        "to"
      ],
      "additionalProperties": false,
      "properties": {
        "from": {
          "$ref": "#/definitions/number",
          "description": "Value at the start."
        },
        "to": {
          "$ref": "#/definitions/number",
          "description": "Value at the end."
        },
        "for": {
          "$ref": "#/definitions/duration",
          "description": "How long it takes."
        },
        "until": {
          "$ref": "#/definitions/timeOfDay",
          "description": "Up to the next such time of day after its start, in UTC."
        },
        "samples": {
          "$ref": "#/definitions/count",
          "description": "How many scrapes it takes, both ends included."
        },
        "bounds": {
          "$ref": "#/definitions/bounds"
        }
      },
      "oneOf": [
        {
          "required": [
            "for"
          ],
          "properties": {
            "for": true
          }
        },
        {
          "required": [
            "samples"
          ],
          "properties": {
            "samples": true
          }
        },
        {
          "required": [
            "until"
          ],
          "properties": {
            "until": true
          }
        }
      ],
      "$comment": "{from, to, for}, {from, to, samples} or {from, to, until}"
    },
    "random": {
      "title": "RandomSpec",
      "description": "Uniform in [min, max). Endless.",
      "type": "object",
      "required": [
        "min",
        "max"
      ],
      "additionalProperties": false,
      "properties": {
        "min": {
          "$ref": "#/definitions/signal",
          "description": "Lowest value; may change over time."
        },
        "max": {
          "$ref": "#/definitions/signal",
          "description": "Highest value, exclusive; may change over time."
        }
      },
      "$comment": "{min, max}"
    },
    "level": {
      "title": "LevelSpec",
      "description": "One number in [min, max) for each series, or for each course of a named signal: the same at all times. Endless.",
      "type": "object",
      "required": [
        "min",
        "max"
      ],
      "additionalProperties": false,
      "properties": {
        "min": {
          "type": "number",
          "description": "Lowest value."
        },
        "max": {
          "type": "number",
          "description": "Highest value, exclusive."
        }
      },
      "$comment": "{min, max}"
    },
    "gap": {
      "title": "GapSpec",
      "description": "Missing scrapes: nothing is written. Finite.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "for": {
          "$ref": "#/definitions/duration",
          "description": "How long."
        },
        "until": {
          "$ref": "#/definitions/timeOfDay",
          "description": "Up to the next such time of day after its start, in UTC."
        },
        "samples": {
          "$ref": "#/definitions/count",
          "description": "How many scrapes."
        }
      },
      "oneOf": [
        {
          "required": [
            "for"
          ],
          "properties": {
            "for": true
          }
        },
        {
          "required": [
            "samples"
          ],
          "properties": {
            "samples": true
          }
        },
        {
          "required": [
            "until"
          ],
          "properties": {
            "until": true
          }
        }
      ],
      "$comment": "{for: duration}, {samples: count} or {until: time of day}"
    },
    "loop": {
      "title": "LoopSpec",
      "description": "Repeats a finite signal. Endless without `times`.",
      "type": "object",
      "required": [
        "of"
      ],
      "additionalProperties": false,
      "properties": {
        "of": {
          "$ref": "#/definitions/signal",
          "description": "The signal to repeat; finite."
        },
        "times": {
          "$ref": "#/definitions/count",
          "description": "How often; endless without."
        }
      },
      "$comment": "{of: signal}"
    },
    "limit": {
      "title": "LimitSpec",
      "description": "Cuts a signal off. Finite.",
      "type": "object",
      "required": [
        "of"
      ],
      "additionalProperties": false,
      "properties": {
        "of": {
          "$ref": "#/definitions/signal",
          "description": "The signal to cut off."
        },
        "for": {
          "$ref": "#/definitions/duration",
          "description": "After how long."
        },
        "until": {
          "$ref": "#/definitions/timeOfDay",
          "description": "At the next such time of day after its start, in UTC."
        },
        "samples": {
          "$ref": "#/definitions/count",
          "description": "After how many scrapes."
        }
      },
      "oneOf": [
        {
          "required": [
            "for"
          ],
          "properties": {
            "for": true
          }
        },
        {
          "required": [
            "samples"
          ],
          "properties": {
            "samples": true
          }
        },
        {
          "required": [
            "until"
          ],
          "properties": {
            "until": true
          }
        }
      ],
      "$comment": "{of, for}, {of, samples} or {of, until}"
    },
    "wave": {
      "title": "WaveSpec",
      "description": "A smooth rhythm: a cosine. Endless.",
      "type": "object",
      "required": [
        "min",
        "max",
        "period"
      ],
      "additionalProperties": false,
      "properties": {
        "min": {
          "$ref": "#/definitions/signal",
          "description": "Lowest value; may change over time."
        },
        "max": {
          "$ref": "#/definitions/signal",
          "description": "Highest value; may change over time."
        },
        "period": {
          "$ref": "#/definitions/duration",
          "description": "Time from peak to peak."
        },
        "peak": {
          "$ref": "#/definitions/phase",
          "description": `When a peak is: "14:00" in UTC, or a duration after the window's start. Default 0s.`
        }
      },
      "$comment": "{min, max, period}"
    },
    "square": {
      "title": "SquareSpec",
      "description": "Switches between two values. Endless.",
      "type": "object",
      "required": [
        "low",
        "high",
        "period"
      ],
      "additionalProperties": false,
      "properties": {
        "low": {
          "$ref": "#/definitions/signal",
          "description": "Value while off; may change over time."
        },
        "high": {
          "$ref": "#/definitions/signal",
          "description": "Value while on; may change over time."
        },
        "period": {
          "$ref": "#/definitions/duration",
          "description": "Time from one switch on to the next."
        },
        "duty": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "$comment": "a number from 0 to 1",
          "description": "Share of the period that is on. Default 0.5."
        },
        "at": {
          "$ref": "#/definitions/phase",
          "description": `When it switches on: "14:00" in UTC, or a duration after the window's start. Default 0s.`
        }
      },
      "$comment": "{low, high, period}"
    },
    "clock": {
      "title": "ClockSpec",
      "description": "Unix seconds of the sample's own time; with `every`, of what last happened before it. Endless.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "every": {
          "$ref": "#/definitions/duration",
          "description": "Time between two happenings."
        },
        "at": {
          "$ref": "#/definitions/phase",
          "description": `When one of them is: "02:00" in UTC, or a duration after the window's start. Default 0s.`
        }
      },
      "$comment": "{} or {every, at}"
    },
    "noise": {
      "title": "NoiseSpec",
      "description": "Gaussian noise. Endless.",
      "type": "object",
      "required": [
        "stddev"
      ],
      "additionalProperties": false,
      "properties": {
        "stddev": {
          "$ref": "#/definitions/signal",
          "description": "Standard deviation; may change over time."
        },
        "mean": {
          "$ref": "#/definitions/signal",
          "description": "Mean; may change over time. Default 0."
        }
      },
      "$comment": "{stddev}"
    },
    "walk": {
      "title": "WalkSpec",
      "description": "A random walk, reflected at its bounds. Endless.",
      "type": "object",
      "required": [
        "start",
        "step"
      ],
      "additionalProperties": false,
      "properties": {
        "start": {
          "$ref": "#/definitions/number",
          "description": "First value."
        },
        "step": {
          "type": "number",
          "minimum": 0,
          "$comment": "a number of 0 or more",
          "description": "Standard deviation of one scrape's step."
        },
        "min": {
          "$ref": "#/definitions/signal",
          "description": "Lowest value; may change over time."
        },
        "max": {
          "$ref": "#/definitions/signal",
          "description": "Highest value; may change over time."
        }
      },
      "$comment": "{start, step}"
    },
    "spike": {
      "title": "SpikeSpec",
      "description": "A base, and now and then height above it. Endless.",
      "type": "object",
      "required": [
        "height"
      ],
      "additionalProperties": false,
      "properties": {
        "height": {
          "$ref": "#/definitions/signal",
          "description": "Height of a spike above the base; may change over time."
        },
        "base": {
          "$ref": "#/definitions/signal",
          "description": "Value between spikes; may change over time. Default 0."
        },
        "every": {
          "$ref": "#/definitions/duration",
          "description": "Time from spike to spike; the first one comes that long after the window's start."
        },
        "at": {
          "$ref": "#/definitions/phases",
          "description": "When spikes are: durations after the window's start, or times of day in UTC."
        },
        "for": {
          "$ref": "#/definitions/duration",
          "description": "How long a spike is. Default: one step."
        },
        "until": {
          "$ref": "#/definitions/timeOfDay",
          "description": "With `at`, in place of `for`: each lasts until the next such time of day, in UTC."
        }
      },
      "oneOf": [
        {
          "required": [
            "every"
          ],
          "properties": {
            "every": true
          }
        },
        {
          "required": [
            "at"
          ],
          "properties": {
            "at": true
          }
        }
      ],
      "$comment": "{height, every} or {height, at}"
    },
    "phases": {
      "title": "Phases",
      "type": [
        "string",
        "array"
      ],
      "maxLength": 64,
      "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?|0|(?=\\d)(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?)$",
      "minItems": 1,
      "items": {
        "$ref": "#/definitions/phase"
      },
      "$comment": `a duration after the window's start such as 30m, a time of day such as "14:00", or a list of them`
    },
    "clamp": {
      "title": "ClampSpec",
      "description": "Keeps a signal within bounds.",
      "type": "object",
      "required": [
        "of"
      ],
      "additionalProperties": false,
      "properties": {
        "of": {
          "$ref": "#/definitions/signal",
          "description": "The signal to keep within bounds."
        },
        "min": {
          "$ref": "#/definitions/signal",
          "description": "Lowest value; may change over time."
        },
        "max": {
          "$ref": "#/definitions/signal",
          "description": "Highest value; may change over time."
        }
      },
      "$comment": "{of, min, max}"
    },
    "round": {
      "title": "RoundSpec",
      "description": "Rounds a signal: whole numbers, or multiples of `to`.",
      "type": "object",
      "required": [
        "of"
      ],
      "additionalProperties": false,
      "properties": {
        "of": {
          "$ref": "#/definitions/signal",
          "description": "The signal to round."
        },
        "to": {
          "type": "number",
          "exclusiveMinimum": 0,
          "$comment": "a number above 0",
          "description": "Values are multiples of this. Default 1: whole numbers."
        }
      },
      "$comment": "{of} or {of, to}"
    },
    "replay": {
      "title": "ReplaySpec",
      "description": "Recorded values over time, from a CSV file below the spec's folder or from the spec itself. Finite.",
      "type": "object",
      "additionalProperties": false,
      "$comment": "{file: x.csv} or {values: [1, 2], every: 1m}",
      "oneOf": [
        {
          "required": [
            "file"
          ],
          "properties": {
            "file": true
          }
        },
        {
          "required": [
            "values"
          ],
          "properties": {
            "values": true
          }
        }
      ],
      "properties": {
        "file": {
          "type": "string",
          "minLength": 1,
          "maxLength": 1024,
          "$comment": "a path below the spec's folder, such as x.csv",
          "description": "A CSV file below the spec's folder: a header, a column of times, and a column of values or more."
        },
        "column": {
          "type": "string",
          "minLength": 1,
          "maxLength": 4096,
          "$comment": "the name of a column",
          "description": "With `file`: the column of values by its name in the header. Default: the only one beside the times."
        },
        "values": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": [
              "number",
              "null"
            ],
            "$comment": "a number, or null for a missing scrape"
          },
          "$comment": "a list of numbers and null",
          "description": "With `every`: the values, the first one at the beginning; null is missing."
        },
        "every": {
          "$ref": "#/definitions/duration",
          "description": "With `values`: the time between two of them."
        },
        "interpolate": {
          "enum": [
            "last",
            "linear"
          ],
          "description": "Between two points: last (default) holds the earlier one, linear draws a straight line."
        }
      }
    },
    "distribution": {
      "title": "DistributionSpec",
      "description": "Where observed values lie: one of lognormal, normal, exponential, uniform, values.",
      "type": "object",
      "$comment": "a distribution such as {lognormal: {p50: 0.1, p99: 0.8}}",
      "minProperties": 1,
      "maxProperties": 1,
      "additionalProperties": false,
      "properties": {
        "lognormal": {
          "title": "LognormalSpec",
          "description": "Durations as servers have them: median and 99th percentile.",
          "type": "object",
          "required": [
            "p50",
            "p99"
          ],
          "additionalProperties": false,
          "properties": {
            "p50": {
              "$ref": "#/definitions/signal",
              "description": "Median, above 0; may change over time."
            },
            "p99": {
              "$ref": "#/definitions/signal",
              "description": "99th percentile, above the median; may change over time."
            }
          },
          "$comment": "{p50, p99}"
        },
        "normal": {
          "title": "NormalSpec",
          "description": "Normal distribution.",
          "type": "object",
          "required": [
            "mean",
            "stddev"
          ],
          "additionalProperties": false,
          "properties": {
            "mean": {
              "$ref": "#/definitions/signal",
              "description": "Mean; may change over time."
            },
            "stddev": {
              "$ref": "#/definitions/signal",
              "description": "Standard deviation, above 0; may change over time."
            }
          },
          "$comment": "{mean, stddev}"
        },
        "exponential": {
          "title": "ExponentialSpec",
          "description": "Exponential distribution.",
          "type": "object",
          "required": [
            "mean"
          ],
          "additionalProperties": false,
          "properties": {
            "mean": {
              "$ref": "#/definitions/signal",
              "description": "Mean, above 0; may change over time."
            }
          },
          "$comment": "{mean}"
        },
        "uniform": {
          "title": "UniformSpec",
          "description": "Every value between two bounds alike.",
          "type": "object",
          "required": [
            "min",
            "max"
          ],
          "additionalProperties": false,
          "properties": {
            "min": {
              "$ref": "#/definitions/signal",
              "description": "Lowest value; may change over time."
            },
            "max": {
              "$ref": "#/definitions/signal",
              "description": "Highest value; may change over time."
            }
          },
          "$comment": "{min, max}"
        },
        "values": {
          "title": "WeightedValuesSpec",
          "description": "Certain values with their weights: {0.1: 90, 2: 10}.",
          "type": "object",
          "minProperties": 1,
          "maxProperties": 1e3,
          "additionalProperties": {
            "$ref": "#/definitions/signal",
            "description": "The value's weight, 0 or more; may change over time."
          },
          "$comment": "values with their weights, such as {0.1: 90, 2: 10}"
        }
      }
    },
    "event": {
      "title": "EventSpec",
      "description": "One of restart, deploy.",
      "type": "object",
      "minProperties": 1,
      "maxProperties": 1,
      "additionalProperties": false,
      "$comment": 'an event such as {restart: {match: {instance: a}, at: "12:00", down: 2m}}',
      "properties": {
        "restart": {
          "title": "RestartSpec",
          "description": "A process goes down and comes back: its series are missing meanwhile, `up` is 0, and what counts begins at 0 afterwards.",
          "type": "object",
          "required": [
            "match",
            "at"
          ],
          "additionalProperties": false,
          "$comment": "{match, at, down}",
          "properties": {
            "match": {
              "$ref": "#/definitions/match"
            },
            "at": {
              "$ref": "#/definitions/phase",
              "description": `When: "12:00" in UTC, or a duration after the window's start.`
            },
            "down": {
              "$ref": "#/definitions/duration",
              "description": "How long nothing is written. Default 0s: it is back before the next scrape."
            }
          }
        },
        "deploy": {
          "title": "DeploySpec",
          "description": "New series take the place of old ones: these end with a stale marker, and the same with other labels begin, counters at 0.",
          "type": "object",
          "required": [
            "match",
            "at",
            "replace"
          ],
          "additionalProperties": false,
          "$comment": "{match, at, replace}",
          "properties": {
            "match": {
              "$ref": "#/definitions/match"
            },
            "at": {
              "$ref": "#/definitions/phase",
              "description": `When: "12:00" in UTC, or a duration after the window's start.`
            },
            "replace": {
              "type": "object",
              "minProperties": 1,
              "maxProperties": 100,
              "$comment": "labels, such as {pod: api-8d1b-k9q2r}",
              "additionalProperties": {
                "type": "string",
                "minLength": 1,
                "maxLength": 16384,
                "$comment": "text"
              },
              "description": "The new values of labels; $1 is what the first group of the label's own /regex/ matched."
            }
          }
        }
      }
    },
    "match": {
      "type": "object",
      "minProperties": 1,
      "maxProperties": 100,
      "$comment": 'labels, such as {instance: "api-2:8080"}',
      "additionalProperties": {
        "$ref": "#/definitions/labelValue"
      },
      "description": "Labels of the series, of any metric: a text, a list of texts, or /regex/ of the whole value."
    },
    "scenario": {
      "title": "ScenarioSpec",
      "description": "What is different in a variant of the spec. Everything that it does not name stays, sample by sample.",
      "type": "object",
      "additionalProperties": false,
      "$comment": "a variant such as {signals: {…}, metrics: […], series: […], events: […], alerts: […]}",
      "properties": {
        "signals": {
          "type": "object",
          "maxProperties": 1e3,
          "$comment": "named signals, such as {load: {per: [instance], value: …}}",
          "additionalProperties": {
            "$ref": "#/definitions/namedSignal"
          },
          "description": "Causes that replace those of the same name; others are added."
        },
        "metrics": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/scenarioMetric"
          },
          "$comment": "a list of metrics",
          "description": "Series that replace those of the same metric and labels; others are added."
        },
        "series": {
          "type": "array",
          "maxItems": 200,
          "items": {
            "$ref": "#/definitions/seriesChange"
          },
          "$comment": "a list of changes such as {match: {instance: a}, rate: 0}",
          "description": "Other signals for the series that match, of any metric; where two match, the later one counts."
        },
        "events": {
          "type": "array",
          "maxItems": 100,
          "items": {
            "$ref": "#/definitions/event"
          },
          "$comment": "a list of events",
          "description": "Restarts and deployments that happen besides those of the spec, after them."
        },
        "alerts": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/alert"
          },
          "$comment": "a list of expectations",
          "description": "Expectations that replace those of the same alert and labels; others are added."
        }
      }
    },
    "scenarioMetric": {
      "title": "ScenarioMetricSpec",
      "type": "object",
      "required": [
        "name",
        "series"
      ],
      "additionalProperties": false,
      "$comment": "a metric with name and series",
      "properties": {
        "name": {
          "type": "string",
          "minLength": 1,
          "maxLength": 1024,
          "pattern": "^[a-zA-Z_:][a-zA-Z0-9_:]*$",
          "$comment": "a metric name (letters, digits, _ and :, not beginning with a digit)",
          "description": "A metric of the spec, or with `type` a new one."
        },
        "type": {
          "enum": [
            "gauge",
            "counter",
            "histogram",
            "summary",
            "info",
            "unknown"
          ],
          "description": "Of a new metric; else that of the spec."
        },
        "help": {
          "type": "string",
          "maxLength": 4096,
          "$comment": "text",
          "description": "Of a new metric: description, as in `# HELP`."
        },
        "unit": {
          "type": "string",
          "maxLength": 256,
          "$comment": "text",
          "description": "Of a new metric: unit, as in `# UNIT`."
        },
        "buckets": {
          "type": "array",
          "minItems": 1,
          "maxItems": 1e3,
          "items": {
            "$ref": "#/definitions/number"
          },
          "$comment": "a list of numbers",
          "description": "Of a new histogram: upper bounds, ascending, without +Inf."
        },
        "native": {
          "enum": [
            true,
            false,
            "both"
          ],
          "description": "Of a new histogram: true writes a native histogram instead of buckets, both writes the two."
        },
        "schema": {
          "type": "integer",
          "minimum": -4,
          "maximum": 8,
          "$comment": "a whole number from -4 to 8",
          "description": "Of a new histogram with `native`: resolution of the exponential buckets. Default 3."
        },
        "quantiles": {
          "type": "array",
          "minItems": 1,
          "maxItems": 1e3,
          "items": {
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "$comment": "a number from 0 to 1"
          },
          "$comment": "a list of numbers from 0 to 1",
          "description": "Of a new summary: default 0.5, 0.9 and 0.99."
        },
        "series": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/definitions/series"
          },
          "$comment": "a list of series",
          "description": "Entries as in `metrics` of the spec."
        }
      }
    },
    "seriesChange": {
      "title": "SeriesChangeSpec",
      "type": "object",
      "required": [
        "match"
      ],
      "additionalProperties": false,
      "$comment": "a change such as {match: {instance: a}, rate: 0}",
      "properties": {
        "match": {
          "$ref": "#/definitions/match"
        },
        "metric": {
          "$ref": "#/definitions/labelValue",
          "description": "Only series of these metrics: a name, a list of names, or /regex/. Default: any metric."
        },
        "value": {
          "$ref": "#/definitions/signal",
          "description": "The new `value` of series that have one: gauges, and counters of raw values."
        },
        "rate": {
          "$ref": "#/definitions/signal",
          "description": "The new `rate` of series that have one: counters, histograms and summaries."
        },
        "observe": {
          "$ref": "#/definitions/distribution",
          "description": "The new `observe` of histograms and summaries."
        },
        "then": {
          "$ref": "#/definitions/end"
        },
        "from": {
          "$ref": "#/definitions/phase",
          "description": `When the series begin: "12:20" in UTC, or a duration after the window's start.`
        },
        "until": {
          "$ref": "#/definitions/phase",
          "description": `When the series end, with a stale marker: "14:00" in UTC, or a duration after the window's start.`
        }
      }
    },
    "alert": {
      "title": "AlertSpec",
      "type": "object",
      "required": [
        "alert"
      ],
      "additionalProperties": false,
      "$comment": "an expectation with alert and fires",
      "properties": {
        "alert": {
          "type": "string",
          "minLength": 1,
          "maxLength": 1024,
          "$comment": "the name of an alert rule",
          "description": "Name of the alert rule."
        },
        "labels": {
          "title": "AlertLabels",
          "type": "object",
          "maxProperties": 100,
          "$comment": "labels, such as {job: api}",
          "additionalProperties": {
            "type": "string",
            "maxLength": 16384,
            "$comment": "text"
          },
          "description": "Labels that the alert must have; others may be there too."
        },
        "fires": {
          "title": "FiresSpec",
          "description": "never, or {after, within}: it begins to fire at `after` from the window's start, or up to `within` later.",
          "type": [
            "string",
            "object"
          ],
          "if": {
            "type": "string"
          },
          "examples": [
            "never"
          ],
          "then": {
            "enum": [
              "never"
            ],
            "$comment": "never or {after: duration, within: duration}"
          },
          "required": [
            "after"
          ],
          "additionalProperties": false,
          "properties": {
            "after": {
              "$ref": "#/definitions/duration",
              "description": "Not before this time after the window's start."
            },
            "within": {
              "$ref": "#/definitions/duration",
              "description": "At the latest this long after `after`."
            }
          },
          "$comment": "never or {after: duration, within: duration}"
        },
        "never": {
          "enum": [
            true
          ],
          "$comment": "true",
          "description": "The same as `fires: never`."
        }
      }
    }
  }
};

export {
  dataSpecSchema
};
