import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  hasExpr,
  libraryPanelAt,
  unitOf
} from "./chunk-BUTP7I6L.js";
import {
  calculateInterval,
  formatGrafanaInterval,
  parseGrafanaInterval
} from "./chunk-7HAMIALP.js";
import {
  parseExpression,
  walkNodes
} from "./chunk-AFILVRNC.js";
import {
  valueAt
} from "./chunk-5WA7UJRV.js";
import {
  numberField,
  textField
} from "./chunk-Z4Q2ISX3.js";
import {
  __commonJS,
  __toESM
} from "./chunk-RZGYXAJU.js";

// node_modules/dayjs/dayjs.min.js
var require_dayjs_min = __commonJS({
  "node_modules/dayjs/dayjs.min.js"(exports, module) {
    !(function(t, e) {
      "object" == typeof exports && "undefined" != typeof module ? module.exports = e() : "function" == typeof define && define.amd ? define(e) : (t = "undefined" != typeof globalThis ? globalThis : t || self).dayjs = e();
    })(exports, (function() {
      "use strict";
      var t = 1e3, e = 6e4, n = 36e5, r = "millisecond", i = "second", s = "minute", u = "hour", a = "day", o = "week", c = "month", f = "quarter", h = "year", d = "date", l = "Invalid Date", $ = /^(\d{4})[-/]?(\d{1,2})?[-/]?(\d{0,2})[Tt\s]*(\d{1,2})?:?(\d{1,2})?:?(\d{1,2})?[.:]?(\d+)?$/, y = /\[([^\]]+)]|YYYY|YY|M{1,4}|D{1,2}|d{1,4}|H{1,2}|h{1,2}|a|A|m{1,2}|s{1,2}|Z{1,2}|SSS/g, M = { name: "en", weekdays: "Sunday_Monday_Tuesday_Wednesday_Thursday_Friday_Saturday".split("_"), months: "January_February_March_April_May_June_July_August_September_October_November_December".split("_"), ordinal: function(t2) {
        var e2 = ["th", "st", "nd", "rd"], n2 = t2 % 100;
        return "[" + t2 + (e2[(n2 - 20) % 10] || e2[n2] || e2[0]) + "]";
      } }, m = function(t2, e2, n2) {
        var r2 = String(t2);
        return !r2 || r2.length >= e2 ? t2 : "" + Array(e2 + 1 - r2.length).join(n2) + t2;
      }, v = { s: m, z: function(t2) {
        var e2 = -t2.utcOffset(), n2 = Math.abs(e2), r2 = Math.floor(n2 / 60), i2 = n2 % 60;
        return (e2 <= 0 ? "+" : "-") + m(r2, 2, "0") + ":" + m(i2, 2, "0");
      }, m: function t2(e2, n2) {
        if (e2.date() < n2.date()) return -t2(n2, e2);
        var r2 = 12 * (n2.year() - e2.year()) + (n2.month() - e2.month()), i2 = e2.clone().add(r2, c), s2 = n2 - i2 < 0, u2 = e2.clone().add(r2 + (s2 ? -1 : 1), c);
        return +(-(r2 + (n2 - i2) / (s2 ? i2 - u2 : u2 - i2)) || 0);
      }, a: function(t2) {
        return t2 < 0 ? Math.ceil(t2) || 0 : Math.floor(t2);
      }, p: function(t2) {
        return { M: c, y: h, w: o, d: a, D: d, h: u, m: s, s: i, ms: r, Q: f }[t2] || String(t2 || "").toLowerCase().replace(/s$/, "");
      }, u: function(t2) {
        return void 0 === t2;
      } }, g = "en", D = {};
      D[g] = M;
      var p = "$isDayjsObject", S = function(t2) {
        return t2 instanceof _ || !(!t2 || !t2[p]);
      }, w = function t2(e2, n2, r2) {
        var i2;
        if (!e2) return g;
        if ("string" == typeof e2) {
          var s2 = e2.toLowerCase();
          D[s2] && (i2 = s2), n2 && (D[s2] = n2, i2 = s2);
          var u2 = e2.split("-");
          if (!i2 && u2.length > 1) return t2(u2[0]);
        } else {
          var a2 = e2.name;
          D[a2] = e2, i2 = a2;
        }
        return !r2 && i2 && (g = i2), i2 || !r2 && g;
      }, O = function(t2, e2) {
        if (S(t2)) return t2.clone();
        var n2 = "object" == typeof e2 ? e2 : {};
        return n2.date = t2, n2.args = arguments, new _(n2);
      }, b = v;
      b.l = w, b.i = S, b.w = function(t2, e2) {
        return O(t2, { locale: e2.$L, utc: e2.$u, x: e2.$x, $offset: e2.$offset });
      };
      var _ = (function() {
        function M2(t2) {
          this.$L = w(t2.locale, null, true), this.parse(t2), this.$x = this.$x || t2.x || {}, this[p] = true;
        }
        var m2 = M2.prototype;
        return m2.parse = function(t2) {
          this.$d = (function(t3) {
            var e2 = t3.date, n2 = t3.utc;
            if (null === e2) return /* @__PURE__ */ new Date(NaN);
            if (b.u(e2)) return /* @__PURE__ */ new Date();
            if (e2 instanceof Date) return new Date(e2);
            if ("string" == typeof e2 && !/Z$/i.test(e2)) {
              var r2 = e2.match($);
              if (r2) {
                var i2 = r2[2] - 1 || 0, s2 = (r2[7] || "0").substring(0, 3);
                return n2 ? new Date(Date.UTC(r2[1], i2, r2[3] || 1, r2[4] || 0, r2[5] || 0, r2[6] || 0, s2)) : new Date(r2[1], i2, r2[3] || 1, r2[4] || 0, r2[5] || 0, r2[6] || 0, s2);
              }
            }
            return new Date(e2);
          })(t2), this.init();
        }, m2.init = function() {
          var t2 = this.$d;
          this.$y = t2.getFullYear(), this.$M = t2.getMonth(), this.$D = t2.getDate(), this.$W = t2.getDay(), this.$H = t2.getHours(), this.$m = t2.getMinutes(), this.$s = t2.getSeconds(), this.$ms = t2.getMilliseconds();
        }, m2.$utils = function() {
          return b;
        }, m2.isValid = function() {
          return !(this.$d.toString() === l);
        }, m2.isSame = function(t2, e2) {
          var n2 = O(t2);
          return this.startOf(e2) <= n2 && n2 <= this.endOf(e2);
        }, m2.isAfter = function(t2, e2) {
          return O(t2) < this.startOf(e2);
        }, m2.isBefore = function(t2, e2) {
          return this.endOf(e2) < O(t2);
        }, m2.$g = function(t2, e2, n2) {
          return b.u(t2) ? this[e2] : this.set(n2, t2);
        }, m2.unix = function() {
          return Math.floor(this.valueOf() / 1e3);
        }, m2.valueOf = function() {
          return this.$d.getTime();
        }, m2.startOf = function(t2, e2) {
          var n2 = this, r2 = !!b.u(e2) || e2, f2 = b.p(t2), l2 = function(t3, e3) {
            var i2 = b.w(n2.$u ? Date.UTC(n2.$y, e3, t3) : new Date(n2.$y, e3, t3), n2);
            return r2 ? i2 : i2.endOf(a);
          }, $2 = function(t3, e3) {
            return b.w(n2.toDate()[t3].apply(n2.toDate("s"), (r2 ? [0, 0, 0, 0] : [23, 59, 59, 999]).slice(e3)), n2);
          }, y2 = this.$W, M3 = this.$M, m3 = this.$D, v2 = "set" + (this.$u ? "UTC" : "");
          switch (f2) {
            case h:
              return r2 ? l2(1, 0) : l2(31, 11);
            case c:
              return r2 ? l2(1, M3) : l2(0, M3 + 1);
            case o:
              var g2 = this.$locale().weekStart || 0, D2 = (y2 < g2 ? y2 + 7 : y2) - g2;
              return l2(r2 ? m3 - D2 : m3 + (6 - D2), M3);
            case a:
            case d:
              return $2(v2 + "Hours", 0);
            case u:
              return $2(v2 + "Minutes", 1);
            case s:
              return $2(v2 + "Seconds", 2);
            case i:
              return $2(v2 + "Milliseconds", 3);
            default:
              return this.clone();
          }
        }, m2.endOf = function(t2) {
          return this.startOf(t2, false);
        }, m2.$set = function(t2, e2) {
          var n2, o2 = b.p(t2), f2 = "set" + (this.$u ? "UTC" : ""), l2 = (n2 = {}, n2[a] = f2 + "Date", n2[d] = f2 + "Date", n2[c] = f2 + "Month", n2[h] = f2 + "FullYear", n2[u] = f2 + "Hours", n2[s] = f2 + "Minutes", n2[i] = f2 + "Seconds", n2[r] = f2 + "Milliseconds", n2)[o2], $2 = o2 === a ? this.$D + (e2 - this.$W) : e2;
          if (o2 === c || o2 === h) {
            var y2 = this.clone().set(d, 1);
            y2.$d[l2]($2), y2.init(), this.$d = y2.set(d, Math.min(this.$D, y2.daysInMonth())).$d;
          } else l2 && this.$d[l2]($2);
          return this.init(), this;
        }, m2.set = function(t2, e2) {
          return this.clone().$set(t2, e2);
        }, m2.get = function(t2) {
          return this[b.p(t2)]();
        }, m2.add = function(r2, f2) {
          var d2, l2 = this;
          r2 = Number(r2);
          var $2 = b.p(f2), y2 = function(t2) {
            var e2 = O(l2);
            return b.w(e2.date(e2.date() + Math.round(t2 * r2)), l2);
          };
          if ($2 === c) return this.set(c, this.$M + r2);
          if ($2 === h) return this.set(h, this.$y + r2);
          if ($2 === a) return y2(1);
          if ($2 === o) return y2(7);
          var M3 = (d2 = {}, d2[s] = e, d2[u] = n, d2[i] = t, d2)[$2] || 1, m3 = this.$d.getTime() + r2 * M3;
          return b.w(m3, this);
        }, m2.subtract = function(t2, e2) {
          return this.add(-1 * t2, e2);
        }, m2.format = function(t2) {
          var e2 = this, n2 = this.$locale();
          if (!this.isValid()) return n2.invalidDate || l;
          var r2 = t2 || "YYYY-MM-DDTHH:mm:ssZ", i2 = b.z(this), s2 = this.$H, u2 = this.$m, a2 = this.$M, o2 = n2.weekdays, c2 = n2.months, f2 = n2.meridiem, h2 = function(t3, n3, i3, s3) {
            return t3 && (t3[n3] || t3(e2, r2)) || i3[n3].slice(0, s3);
          }, d2 = function(t3) {
            return b.s(s2 % 12 || 12, t3, "0");
          }, $2 = f2 || function(t3, e3, n3) {
            var r3 = t3 < 12 ? "AM" : "PM";
            return n3 ? r3.toLowerCase() : r3;
          };
          return r2.replace(y, (function(t3, r3) {
            return r3 || (function(t4) {
              switch (t4) {
                case "YY":
                  return String(e2.$y).slice(-2);
                case "YYYY":
                  return b.s(e2.$y, 4, "0");
                case "M":
                  return a2 + 1;
                case "MM":
                  return b.s(a2 + 1, 2, "0");
                case "MMM":
                  return h2(n2.monthsShort, a2, c2, 3);
                case "MMMM":
                  return h2(c2, a2);
                case "D":
                  return e2.$D;
                case "DD":
                  return b.s(e2.$D, 2, "0");
                case "d":
                  return String(e2.$W);
                case "dd":
                  return h2(n2.weekdaysMin, e2.$W, o2, 2);
                case "ddd":
                  return h2(n2.weekdaysShort, e2.$W, o2, 3);
                case "dddd":
                  return o2[e2.$W];
                case "H":
                  return String(s2);
                case "HH":
                  return b.s(s2, 2, "0");
                case "h":
                  return d2(1);
                case "hh":
                  return d2(2);
                case "a":
                  return $2(s2, u2, true);
                case "A":
                  return $2(s2, u2, false);
                case "m":
                  return String(u2);
                case "mm":
                  return b.s(u2, 2, "0");
                case "s":
                  return String(e2.$s);
                case "ss":
                  return b.s(e2.$s, 2, "0");
                case "SSS":
                  return b.s(e2.$ms, 3, "0");
                case "Z":
                  return i2;
              }
              return null;
            })(t3) || i2.replace(":", "");
          }));
        }, m2.utcOffset = function() {
          return 15 * -Math.round(this.$d.getTimezoneOffset() / 15);
        }, m2.diff = function(r2, d2, l2) {
          var $2, y2 = this, M3 = b.p(d2), m3 = O(r2), v2 = (m3.utcOffset() - this.utcOffset()) * e, g2 = this - m3, D2 = function() {
            return b.m(y2, m3);
          };
          switch (M3) {
            case h:
              $2 = D2() / 12;
              break;
            case c:
              $2 = D2();
              break;
            case f:
              $2 = D2() / 3;
              break;
            case o:
              $2 = (g2 - v2) / 6048e5;
              break;
            case a:
              $2 = (g2 - v2) / 864e5;
              break;
            case u:
              $2 = g2 / n;
              break;
            case s:
              $2 = g2 / e;
              break;
            case i:
              $2 = g2 / t;
              break;
            default:
              $2 = g2;
          }
          return l2 ? $2 : b.a($2);
        }, m2.daysInMonth = function() {
          return this.endOf(c).$D;
        }, m2.$locale = function() {
          return D[this.$L];
        }, m2.locale = function(t2, e2) {
          if (!t2) return this.$L;
          var n2 = this.clone(), r2 = w(t2, e2, true);
          return r2 && (n2.$L = r2), n2;
        }, m2.clone = function() {
          return b.w(this.$d, this);
        }, m2.toDate = function() {
          return new Date(this.valueOf());
        }, m2.toJSON = function() {
          return this.isValid() ? this.toISOString() : null;
        }, m2.toISOString = function() {
          return this.$d.toISOString();
        }, m2.toString = function() {
          return this.$d.toUTCString();
        }, M2;
      })(), Y = _.prototype;
      return O.prototype = Y, [["$ms", r], ["$s", i], ["$m", s], ["$H", u], ["$W", a], ["$M", c], ["$y", h], ["$D", d]].forEach((function(t2) {
        Y[t2[1]] = function(e2) {
          return this.$g(e2, t2[0], t2[1]);
        };
      })), O.extend = function(t2, e2) {
        return t2.$i || (t2(e2, _, O), t2.$i = true), O;
      }, O.locale = w, O.isDayjs = S, O.unix = function(t2) {
        return O(1e3 * t2);
      }, O.en = D[g], O.Ls = D, O.p = {}, O;
    }));
  }
});

// node_modules/dayjs/plugin/advancedFormat.js
var require_advancedFormat = __commonJS({
  "node_modules/dayjs/plugin/advancedFormat.js"(exports, module) {
    !(function(e, t) {
      "object" == typeof exports && "undefined" != typeof module ? module.exports = t() : "function" == typeof define && define.amd ? define(t) : (e = "undefined" != typeof globalThis ? globalThis : e || self).dayjs_plugin_advancedFormat = t();
    })(exports, (function() {
      "use strict";
      return function(e, t) {
        var r = t.prototype, n = r.format;
        r.format = function(e2) {
          var t2 = this, r2 = this.$locale();
          if (!this.isValid()) return n.bind(this)(e2);
          var s = this.$utils(), a = (e2 || "YYYY-MM-DDTHH:mm:ssZ").replace(/\[([^\]]+)]|Q|wo|ww|w|WW|W|zzz|z|gggg|GGGG|Do|X|x|k{1,2}|S/g, (function(e3) {
            switch (e3) {
              case "Q":
                return Math.ceil((t2.$M + 1) / 3);
              case "Do":
                return r2.ordinal(t2.$D);
              case "gggg":
                return t2.weekYear();
              case "GGGG":
                return t2.isoWeekYear();
              case "wo":
                return r2.ordinal(t2.week(), "W");
              case "w":
              case "ww":
                return s.s(t2.week(), "w" === e3 ? 1 : 2, "0");
              case "W":
              case "WW":
                return s.s(t2.isoWeek(), "W" === e3 ? 1 : 2, "0");
              case "k":
              case "kk":
                return s.s(String(0 === t2.$H ? 24 : t2.$H), "k" === e3 ? 1 : 2, "0");
              case "X":
                return Math.floor(t2.$d.getTime() / 1e3);
              case "x":
                return t2.$d.getTime();
              case "z":
                return "[" + t2.offsetName() + "]";
              case "zzz":
                return "[" + t2.offsetName("long") + "]";
              default:
                return e3;
            }
          }));
          return n.bind(this)(a);
        };
      };
    }));
  }
});

// node_modules/dayjs/plugin/utc.js
var require_utc = __commonJS({
  "node_modules/dayjs/plugin/utc.js"(exports, module) {
    !(function(t, i) {
      "object" == typeof exports && "undefined" != typeof module ? module.exports = i() : "function" == typeof define && define.amd ? define(i) : (t = "undefined" != typeof globalThis ? globalThis : t || self).dayjs_plugin_utc = i();
    })(exports, (function() {
      "use strict";
      var t = "minute", i = /[+-]\d\d(?::?\d\d)?/g, e = /([+-]|\d\d)/g;
      return function(s, f, n) {
        var u = f.prototype;
        n.utc = function(t2) {
          var i2 = { date: t2, utc: true, args: arguments };
          return new f(i2);
        }, u.utc = function(i2) {
          var e2 = n(this.toDate(), { locale: this.$L, utc: true });
          return i2 ? e2.add(this.utcOffset(), t) : e2;
        }, u.local = function() {
          return n(this.toDate(), { locale: this.$L, utc: false });
        };
        var r = u.parse;
        u.parse = function(t2) {
          t2.utc && (this.$u = true), this.$utils().u(t2.$offset) || (this.$offset = t2.$offset), r.call(this, t2);
        };
        var o = u.init;
        u.init = function() {
          if (this.$u) {
            var t2 = this.$d;
            this.$y = t2.getUTCFullYear(), this.$M = t2.getUTCMonth(), this.$D = t2.getUTCDate(), this.$W = t2.getUTCDay(), this.$H = t2.getUTCHours(), this.$m = t2.getUTCMinutes(), this.$s = t2.getUTCSeconds(), this.$ms = t2.getUTCMilliseconds();
          } else o.call(this);
        };
        var a = u.utcOffset;
        u.utcOffset = function(s2, f2) {
          var n2 = this.$utils().u;
          if (n2(s2)) return this.$u ? 0 : n2(this.$offset) ? a.call(this) : this.$offset;
          if ("string" == typeof s2 && (s2 = (function(t2) {
            void 0 === t2 && (t2 = "");
            var s3 = t2.match(i);
            if (!s3) return null;
            var f3 = ("" + s3[0]).match(e) || ["-", 0, 0], n3 = f3[0], u3 = 60 * +f3[1] + +f3[2];
            return 0 === u3 ? 0 : "+" === n3 ? u3 : -u3;
          })(s2), null === s2)) return this;
          var u2 = Math.abs(s2) <= 16 ? 60 * s2 : s2;
          if (0 === u2) return this.utc(f2);
          var r2 = this.clone();
          if (f2) return r2.$offset = u2, r2.$u = false, r2;
          var o2 = this.$u ? this.toDate().getTimezoneOffset() : -1 * this.utcOffset();
          return (r2 = this.local().add(u2 + o2, t)).$offset = u2, r2.$x.$localOffset = o2, r2;
        };
        var h = u.format;
        u.format = function(t2) {
          var i2 = t2 || (this.$u ? "YYYY-MM-DDTHH:mm:ss[Z]" : "");
          return h.call(this, i2);
        }, u.valueOf = function() {
          var t2 = this.$utils().u(this.$offset) ? 0 : this.$offset + (this.$x.$localOffset || this.$d.getTimezoneOffset());
          return this.$d.valueOf() - 6e4 * t2;
        }, u.isUTC = function() {
          return !!this.$u;
        }, u.toISOString = function() {
          return this.toDate().toISOString();
        }, u.toString = function() {
          return this.toDate().toUTCString();
        };
        var l = u.toDate;
        u.toDate = function(t2) {
          return "s" === t2 && this.$offset ? n(this.format("YYYY-MM-DD HH:mm:ss:SSS")).toDate() : l.call(this);
        };
        var c = u.diff;
        u.diff = function(t2, i2, e2) {
          if (t2 && this.$u === t2.$u) return c.call(this, t2, i2, e2);
          var s2 = this.local(), f2 = n(t2).local();
          return c.call(s2, f2, i2, e2);
        };
      };
    }));
  }
});

// src/dashboard/view/listed-options.ts
var maxOptions = 5e3;
function customOptions(list) {
  const listed = list.trim().startsWith("[") ? jsonOptions(list) : void 0;
  if (listed !== void 0) return listed;
  const parts = list.slice(0, 1e6).match(/(?:\\,|[^,])+/g) ?? [];
  return parts.slice(0, maxOptions).map((part) => {
    const text = part.replaceAll("\\,", ",").trim();
    const at = text.lastIndexOf(" : ");
    return at <= 0 ? { text, value: text } : { text: text.slice(0, at).trim(), value: text.slice(at + 3).trim() };
  });
}
function customList(options) {
  const escaped = (text) => text.replaceAll(",", "\\,");
  return options.map(({ text, value }) => text === value ? escaped(value) : `${escaped(text)} : ${escaped(value)}`).join(",");
}
function jsonOptions(list) {
  let parsed;
  try {
    parsed = JSON.parse(list);
  } catch {
    return void 0;
  }
  if (!Array.isArray(parsed)) return void 0;
  return parsed.slice(0, maxOptions).flatMap((item) => {
    if (typeof item === "string") return [{ text: item, value: item }];
    if (typeof item !== "object" || item === null) return [];
    const { value, text = value } = item;
    return value === void 0 ? [] : [{ text: textOf(text), value: textOf(value) }];
  });
}
function textOf(value) {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
var usualIntervals = ["1m", "10m", "30m", "1h", "6h", "12h", "1d", "7d", "14d", "30d"];
function intervalOptions(list) {
  const found = list.slice(0, 1e4).match(/"[^"]*"|'[^']*'|\w+/g) ?? usualIntervals;
  return found.map((text) => text.replaceAll(/^["']|["']$/g, "")).filter((text) => text !== "" && text !== "auto");
}
function autoInterval(auto, rangeMs) {
  const minMs = parseGrafanaInterval(auto?.minInterval ?? "") ?? 1e4;
  return formatGrafanaInterval(calculateInterval({ rangeMs, points: auto?.count || 30, minMs }));
}
function intervalValue(variable, rangeMs) {
  const saved = typeof variable.current?.value === "string" ? variable.current.value : variable.current?.value[0];
  const listed = intervalOptions(variable.query);
  if (typeof saved === "string" && (saved.startsWith("$__auto") || saved === "auto")) {
    return autoInterval(variable.auto, rangeMs);
  }
  return typeof saved === "string" && listed.includes(saved) ? saved : listed[0];
}

// src/dashboard/view/queries.ts
function queriesIn(read) {
  return [
    ...panelsIn(read).flatMap(({ view }, index) => panelQueries(view, index)),
    ...read.variables.flatMap(variableQueries),
    ...read.annotations.flatMap(annotationQueries)
  ];
}
function panelsIn(read) {
  return read.panels.filter(({ type }) => type !== "row").map((panel) => inlined(panel, read)).map((view) => ({ id: view.id, title: view.title, type: view.type, unit: view.settings.unit, view }));
}
function inlined(panel, { elements, names }) {
  const model = panel.libraryUid === void 0 ? void 0 : elements.get(panel.libraryUid);
  return model === void 0 ? panel : libraryPanelAt(panel, model, names);
}
function panelQueries(panel, panelIndex) {
  const { targets, settings } = panel;
  if (targets.length === 0) return [];
  const options = valueAt(panel.node, panel.paths.queryOptions);
  const shared = {
    place: "panel",
    panelIndex,
    panelId: panel.id,
    panelTitle: panel.title,
    panelType: panel.type,
    panelInterval: textField(options, "interval"),
    maxDataPoints: numberField(options, "maxDataPoints"),
    timeFrom: textField(options, "timeFrom"),
    timeShift: textField(options, "timeShift"),
    repeats: panel.repeats,
    panelContext: settings
  };
  return targets.flatMap(({ query, refId, hidden, use }, targetIndex) => {
    const prometheus = use.kind === "prometheus";
    if (prometheus && !hasExpr(query)) return [];
    if (!prometheus && panel.source !== void 0 && isBlank(query)) return [];
    return [
      {
        ...shared,
        targetIndex,
        refId,
        hidden,
        expr: textField(query, "expr") ?? "",
        prometheus,
        dataSourceKind: use.kind,
        dataSource: use.label,
        instant: query["instant"] === true,
        range: query["range"] === true || query["instant"] !== true && query["range"] !== false,
        format: textField(query, "format"),
        legendFormat: textField(query, "legendFormat"),
        ...query["exemplar"] === true ? { exemplar: true } : {},
        interval: textField(query, "interval"),
        intervalFactor: numberField(query, "intervalFactor"),
        unit: unitOf(settings, refId)
      }
    ];
  });
}
function isBlank(query) {
  return Object.keys(query).every((name) => ["refId", "datasource", "hide"].includes(name));
}
function variableQueries({ type, name, query, use }) {
  if (type !== "query" || use === void 0) return [];
  const prometheus = use.kind === "prometheus";
  if (prometheus && query === void 0) return [];
  return [
    { place: "variable", name, expr: query?.text ?? "", prometheus, dataSourceKind: use.kind, dataSource: use.label }
  ];
}
function annotationQueries({ name, node, use, exprPaths, enabled }) {
  const prometheus = use.kind === "prometheus";
  const [path] = exprPaths;
  if (use.kind === "grafana" || prometheus && path === void 0) return [];
  const expr = path === void 0 ? void 0 : valueAt(node, path);
  const place = "annotation";
  return [
    {
      place,
      name,
      expr: typeof expr === "string" ? expr : "",
      prometheus,
      dataSourceKind: use.kind,
      dataSource: use.label,
      hidden: !enabled,
      interval: annotationStep(node, path)
    }
  ];
}
function annotationStep(node, path) {
  const query = path === void 0 ? void 0 : valueAt(node, path.slice(0, -1));
  return textField(query, "interval") || textField(query, "step") || void 0;
}
function libraryPanelUids({ panels, elements }) {
  const uids = panels.flatMap(({ libraryUid }) => libraryUid ?? []);
  return [...new Set(uids)].filter((uid) => uid !== "" && !elements.has(uid));
}

// src/promql/tree/selectors.ts
function findSelectors(query, options = {}) {
  const parsed = parseExpression(query, options);
  return parsed.ok ? { ok: true, selectors: selectorsIn(parsed.root) } : parsed;
}
function selectorsIn(root) {
  const found = [];
  walkNodes(root, (node, ancestors) => {
    if (node.type === "selector") found.push(describe(node, ancestors));
  });
  return found;
}
function describe(selector, ancestors) {
  const subqueries = [];
  const time = {};
  for (const node of ancestors.toReversed()) {
    if (node.type === "matrix") time.range = node.range;
    else if (node.type === "subquery") subqueries.push({ range: node.range, step: node.step });
    else if (node.type === "modifier") {
      const innermost = subqueries.at(-1);
      if (node.kind === "offset" && innermost !== void 0) innermost.offset = node.text;
      else if ((node.kind === "offset" || node.kind === "at") && innermost === void 0) time[node.kind] = node.text;
    }
  }
  return { ...selector, ...time, subqueries, metricHasVariable: /\$|\[\[/.test(selector.metric ?? "") };
}

// src/promql/tree/regex-text.ts
function looksLikeRegex(text) {
  if (text.length > 1e4) return false;
  return /^\^?\.[*+]|\.[*+]\$?$/.test(text) || /^\^?\((?:\?:)?[^()]*\|[^()]*\)\$?$/.test(text);
}
function hasRegexEscape(text) {
  return /\\[$^*{}[\]+?.()|\\]/.test(text);
}

// src/check/broken/queries/template-syntax.ts
var helm = { name: "Helm", advice: "render the chart first (helm template …) and preview the result" };
var terraform = {
  name: "Terraform",
  advice: "render the template first (terraform plan or console)"
};
var jsonnet = { name: "Jsonnet", advice: "render it first (jsonnet …) and preview the result" };
var jinja = { name: "Jinja or Ansible", advice: "render the template first and preview the result" };
var unknown = { name: "a template", advice: "render the template first and preview the result" };
var helmObject = /\{\{-?\s*(?:\$?\.(?:Values|Release|Chart|Capabilities|Files|Template)\b|\$\.|\.\w)/;
var helmCall = /\{\{-?\s*(?:include|template|tpl|toYaml|toJson|default|required|quote|printf|lookup|block|define)\s+["'.$(]/;
var helmControl = /\{\{-?\s*(?:if|else if|range|with)\s[^{}]*\}\}|\{\{-?\s*(?:end|else)\s*-?\}\}|\{\{-|-\}\}/;
var helmEscape = /\{\{-?\s*(?:`[^`]*`|"\{\{[^"]*"|'\{\{'|"\}\}")\s*-?\}\}/;
var terraformDirective = /%\{~?\s*(?:if|else|endif|for|endfor)\b/;
var terraformReference = /^(?:var|local|each|module|data|path|terraform|self|count)$/;
var jsonnetFormat = /%\([A-Za-z_][\w.]*\)[-+#0 ]*\d*(?:\.\d+)?[sdifgexr](?![A-Za-z0-9_])/;
var jinjaStatement = /\{%-?\s*\w+/;
var bareBraces = /\{\{-?\s*[A-Za-z_][\w.]*(?:\s*\|[^{}]*)?\s*-?\}\}/;
function findPlaceholder(text, role) {
  const has = (pattern) => pattern.exec(text);
  if (text.includes("{{")) {
    const found = has(helmObject) ?? has(helmCall) ?? has(helmControl);
    if (found !== null) return { text: whole(text, found.index, "}}"), tool: helm };
    const bare = role === "legend" || isHelmEscaped(text) ? null : has(bareBraces);
    if (bare !== null) return { text: bare[0], tool: unknown };
  }
  const statement = text.includes("{%") ? has(jinjaStatement) : null;
  if (statement !== null) return { text: whole(text, statement.index, "%}"), tool: jinja };
  const directive = text.includes("%{") ? has(terraformDirective) : null;
  if (directive !== null) return { text: whole(text, directive.index, "}"), tool: terraform };
  const escaped = text.indexOf("$${");
  if (escaped !== -1) return { text: whole(text, escaped, "}"), tool: terraform };
  const call = /\$\{(?:[a-z_]+\(|(?:var|local|each|module|data|path|terraform|self)\.[A-Za-z_])/.exec(text);
  if (call !== null) return { text: whole(text, call.index, "}"), tool: terraform };
  const format = text.includes("%(") ? has(jsonnetFormat) : null;
  return format === null ? void 0 : { text: format[0], tool: jsonnet };
}
function isHelmEscaped(text) {
  return text.includes("{{") && helmEscape.test(text);
}
function isPlaceholder(text, { name, field, from }) {
  return text[from - 1] === "$" || field !== void 0 && terraformReference.test(name);
}
function whole(text, from, end) {
  const to = text.indexOf(end, from);
  return text.slice(from, to === -1 ? from + 60 : to + end.length).slice(0, 120);
}

// src/promql/variables/prometheus-value.ts
function formatForPrometheus(value, { multi, includeAll }) {
  if (!multi && !includeAll) return typeof value === "string" ? escapeRegular(value) : String(value);
  if (typeof value === "string") return escapeRegex(value);
  const escaped = value.map(escapeRegex);
  return escaped.length === 1 ? escaped[0] : `(${escaped.join("|")})`;
}
function escapeRegular(value) {
  return value.replaceAll("\\", "\\\\").replaceAll("'", "\\\\'");
}
function escapeRegex(value) {
  return value.replaceAll("\\", "\\\\\\\\").replaceAll(/[$^*{}[\]+?.()|]/g, "\\\\$&");
}

// src/check/explain/explanation.ts
function quote(text) {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
function some(texts, most = 5) {
  const rest = texts.length - most;
  return rest > 0 ? `${texts.slice(0, most).join(", ")} and ${rest} more` : texts.join(", ");
}

// src/promql/variables/format-date.ts
var import_dayjs = __toESM(require_dayjs_min(), 1);
var import_advancedFormat = __toESM(require_advancedFormat(), 1);
var import_utc = __toESM(require_utc(), 1);
import_dayjs.default.extend(import_utc.default);
import_dayjs.default.extend(import_advancedFormat.default);
var maxPattern = 256;
function formatDate(ms, pattern) {
  const date = import_dayjs.default.utc(ms);
  if (!date.isValid()) return "Invalid date";
  return pattern.length > maxPattern ? pattern : date.format(pattern.replaceAll("[]", ""));
}

// src/promql/variables/format-value.ts
var one = (value) => typeof value === "string";
var joined = (separator) => (value) => one(value) ? value : value.join(separator);
var each = (value, change) => one(value) ? change(value) : value.map(change).join(",");
var sqlEscapes = { "'": "''", '"': '\\"' };
var formatters = /* @__PURE__ */ new Map([
  ["raw", (value) => String(value)],
  ["regex", formatRegex],
  ["pipe", joined("|")],
  ["csv", joined(",")],
  ["glob", (value) => one(value) || value.length < 2 ? String(value) : `{${value.join(",")}}`],
  ["json", (value) => one(value) ? value : JSON.stringify(value)],
  [
    "distributed",
    (value, { name }) => one(value) ? value : value.map((item, index) => index === 0 ? item : `${name}=${item}`).join(",")
  ],
  ["lucene", formatLucene],
  ["html", (value) => escapeHtml(joined(", ")(value))],
  ["text", (_, { text }) => joined(" + ")(text)],
  ["singlequote", (value) => each(value, (text) => `'${text.replaceAll("'", "\\'")}'`)],
  ["doublequote", (value) => each(value, (text) => `"${text.replaceAll('"', '\\"')}"`)],
  ["sqlstring", (value) => each(value, (text) => `'${text.replaceAll(/['"]/g, (quote2) => sqlEscapes[quote2])}'`)],
  ["percentencode", (value) => encodeStrict(one(value) ? value : `{${value.join(",")}}`)],
  ["uriencode", (value) => encodeRest(encode(encodeURI, one(value) ? value : `{${value.join(",")}}`))],
  ["queryparam", (value, { name }) => parameters(value, (text) => `var-${name}=${encodeStrict(text)}`)],
  [
    "customqueryparam",
    (value, { name, args }) => parameters(
      value,
      (text) => `${encodeStrict(args[0] || name)}=${encodeStrict(args[1] ?? "")}${encodeStrict(text)}`
    )
  ],
  ["join", (value, { args }) => joined(args[0] ?? ",")(value)],
  ["date", formatTime]
]);
function formatValue(format, value, context) {
  return (formatters.get(format) ?? formatters.get("glob"))(value, context);
}
function formatRegex(value) {
  const escaped = (one(value) ? [value] : value).map((text) => text.replaceAll(/[\\^$*+?.()|[\]{}/]/g, "\\$&"));
  return escaped.length === 1 ? escaped[0] : `(${escaped.join("|")})`;
}
function formatLucene(value) {
  const escaped = (text) => Number.isNaN(Number(text)) ? text.replaceAll(/([!*+\-=<>\s&|()[\]{}^~?:\\/"])/g, "\\$1") : text;
  if (one(value)) return escaped(value);
  return value.length === 0 ? "__empty__" : `(${value.map((text) => `"${escaped(text)}"`).join(" OR ")})`;
}
function formatTime(value, { args }) {
  const ms = Number.parseInt(String(value), 10);
  if (Number.isNaN(ms)) return "NaN";
  const pattern = args.length === 0 ? "iso" : args.join(":");
  if (pattern === "ms") return String(value);
  if (pattern === "seconds") return String(Math.round(ms / 1e3));
  if (pattern !== "iso") return formatDate(ms, pattern);
  return Math.abs(ms) <= 864e13 ? new Date(ms).toISOString() : "Invalid date";
}
function parameters(value, change) {
  return (one(value) ? [value] : value).map(change).join("&");
}
function escapeHtml(text) {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
function encode(encoder, text) {
  return encoder(Buffer.from(text, "utf8").toString("utf8"));
}
function encodeRest(text) {
  return text.replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
function encodeStrict(text) {
  return encodeRest(encode(encodeURIComponent, text));
}

export {
  customOptions,
  customList,
  intervalOptions,
  autoInterval,
  intervalValue,
  queriesIn,
  panelsIn,
  isBlank,
  libraryPanelUids,
  require_dayjs_min,
  formatValue,
  formatForPrometheus,
  quote,
  some,
  findSelectors,
  selectorsIn,
  looksLikeRegex,
  hasRegexEscape,
  terraform,
  findPlaceholder,
  isHelmEscaped,
  isPlaceholder
};
