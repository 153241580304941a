import type { SchedulePolicy } from './policy';

/** One attempt. */
export const noRetries: SchedulePolicy = { kind: 'schedule', name: 'No retries', waitsMs: [] };

/** 4, 8 and 10 seconds ("Retry Configuration" of the Conversation API's webhook guide). */
export const conversationSchedule: SchedulePolicy = {
	kind: 'schedule',
	name: 'Conversation API schedule',
	waitsMs: [4_000, 8_000, 10_000],
};

/** 1 minute, 5 minutes, 30 minutes and 2 hours ("Retry Behavior" of OpenWork's integration guide). */
export const openWorkSchedule: SchedulePolicy = {
	kind: 'schedule',
	name: 'OpenWork schedule',
	waitsMs: [60_000, 300_000, 1_800_000, 7_200_000],
};

/**
 * 5 retries within 8 minutes ("Error handling and retry" of Missive's webhook page). The page gives no single waits.
 * These double from 15 seconds and last 7:45 together, which leaves 15 seconds, Missive's own timeout, for the
 * attempts between them.
 */
export const missiveSchedule: SchedulePolicy = {
	kind: 'schedule',
	name: 'Missive schedule',
	waitsMs: [15_000, 30_000, 60_000, 120_000, 240_000],
};
