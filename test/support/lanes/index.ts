import { conversationLane } from './conversation';
import type { LaneStarter } from './lane';
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
export const laneStarters: readonly LaneStarter[] = [
	missiveApiLane,
	missiveRuleLane,
	openWorkLane,
	conversationLane,
	supportAutoresponderLane,
];

/** Each lane with its vendor as documented and as found. */
export const lanesInBothDialects = (['documented', 'as found'] as const).flatMap((dialect) =>
	laneStarters.map((start) => ({
		name: `${start.name}, ${dialect}`,
		start: async () => await start(dialect),
	})),
);
