import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  conflictLine,
  isDashboardText,
  isSurelyDashboard,
  mayHoldDashboards,
  wasDashboards,
  wasSurelyDashboard
} from "./chunk-WS2XGLS6.js";
import "./chunk-Z4Q2ISX3.js";
import "./chunk-RZGYXAJU.js";
export {
  conflictLine,
  isDashboardText,
  isSurelyDashboard,
  mayHoldDashboards,
  wasDashboards,
  wasSurelyDashboard
};
