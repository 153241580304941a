import { kills } from './kills';
import type { Suite } from './suite';

/** The parts of the command beside `registration`, in their order. */
export const suites: readonly Suite[] = [kills];
