import { conversationLane } from './conversation';
import type { Lane } from './lane';
import { missiveApiLane, missiveRuleLane } from './missive';
import { openWorkLane } from './openWork';

export type { Lane } from './lane';

/** Starts a lane, by its slug. */
export const laneStarters: Readonly<Record<string, () => Promise<Lane>>> = {
	'missive-api': missiveApiLane,
	'missive-rule': missiveRuleLane,
	openwork: openWorkLane,
	conversation: conversationLane,
};

export { conversationLane, missiveApiLane, missiveRuleLane, openWorkLane };
