// Run before each file of the suite: see vitest.config.ts.
import fc from "fast-check";
import { suiteSeed } from "./seed.ts";

fc.configureGlobal({ seed: suiteSeed });
