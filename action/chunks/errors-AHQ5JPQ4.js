import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  CiError,
  DashboardError,
  ExpectedError,
  GrafanaError,
  HttpError,
  InterruptedError,
  PictureError,
  PrometheusError,
  PromqlError,
  SpecError,
  UsageError,
  formatProblem
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";
export {
  CiError,
  DashboardError,
  ExpectedError,
  GrafanaError,
  HttpError,
  InterruptedError,
  PictureError,
  PrometheusError,
  PromqlError,
  SpecError,
  UsageError,
  formatProblem
};
