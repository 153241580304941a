import { conversationLane } from './conversation';
import { missiveApiLane, missiveRuleLane } from './missive';
import { openWorkLane } from './openWork';

export type { Lane } from './lane';
export { conversationLane, missiveApiLane, missiveRuleLane, openWorkLane };

/** Starts each of the lanes. */
export const laneStarters = [missiveApiLane, missiveRuleLane, openWorkLane, conversationLane];
