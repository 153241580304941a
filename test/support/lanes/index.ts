import { conversationLane } from './conversation';
import { missiveApiLane, missiveRuleLane } from './missive';
import { openWorkLane } from './openWork';
import { supportAutoresponderLane } from './supportAutoresponder';

export type { Lane } from './lane';
export {
	conversationLane,
	missiveApiLane,
	missiveRuleLane,
	openWorkLane,
	supportAutoresponderLane,
};

/** Starts each of the lanes. */
export const laneStarters = [
	missiveApiLane,
	missiveRuleLane,
	openWorkLane,
	conversationLane,
	supportAutoresponderLane,
];
