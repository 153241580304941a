import { copies } from './copies';
import { kills } from './kills';
import { limit } from './limit';
import { memory } from './memory';
import { rotation } from './rotation';
import { sending } from './sending';
import { stall } from './stall';
import type { Suite } from './suite';

/** The parts of the command beside `registration`, in their order. */
export const suites: readonly Suite[] = [kills, stall, copies, limit, sending, rotation, memory];
