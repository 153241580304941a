import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { filtersField, listFields, readLimit, readTimeMs } from '../../../shared/action/fields';
import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation } from '../../../shared/action/operation';
import { isoToMs } from '../../../shared/lib/time';
import { EVENTS_PATH } from '../../api';
import { EVENT_TYPES } from '../../events';

/** The open server keeps the last 1,000 events, those of all users together. */
const MOST_EVENTS = 1_000;

const filterFields: INodeProperties[] = [
	{
		displayName: 'After',
		name: 'after',
		type: 'dateTime',
		default: '',
		description: 'Only events of this time or later',
	},
	{
		displayName: 'Before',
		name: 'before',
		type: 'dateTime',
		default: '',
		description: 'Only events before this time',
	},
	{
		displayName: 'Event Types',
		name: 'eventTypes',
		type: 'multiOptions',
		options: [...EVENT_TYPES],
		default: [],
		description: 'Only events of these types; all when none is selected',
	},
	{
		displayName: 'Source',
		name: 'source',
		type: 'string',
		default: '',
		placeholder: 'e.g. whatsapp',
		description: 'Only events from this source',
	},
];

export const getEvents: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many events',
	description:
		'Retrieve many of the last events, the newest first. OpenWork keeps 1,000 events, until it is restarted.',
	fields: [...listFields, filtersField(filterFields)],
	answer: {
		simple: ['id', 'type', 'timestamp', 'source', 'payload'],
		others: ['userId'],
		simplifies: false,
	},

	async execute(run) {
		const limit = readLimit(run.context, run.itemIndex);
		const { source } = run.added('filters');
		const types = readTypes(run);
		const isWanted = filterOf(run, types);
		// The server knows one type and one source. What it cannot choose is chosen from all that it keeps.
		const [eventType] = types;
		const query: IDataObject = {
			limit: isWanted ? MOST_EVENTS : Math.min(limit, MOST_EVENTS),
			...(types.length === 1 ? { eventType } : {}),
			...(source === undefined ? {} : { source }),
		};
		const purpose = 'list the events';
		const events = await run.list({ method: 'GET', path: EVENTS_PATH, query, purpose }, 'events');
		return (isWanted ? events.filter(isWanted) : events).slice(0, limit);
	},
};

/** An expression may give the types as a text with commas. */
function readTypes(run: ItemRun): string[] {
	const { eventTypes = [] } = run.added('filters');
	const list = Array.isArray(eventTypes) ? eventTypes.map(String) : String(eventTypes).split(',');
	return list.map((type) => type.trim()).filter((type) => type !== '');
}

/** Chooses events by what the server cannot; undefined when there is nothing of that kind to choose by. */
function filterOf(
	run: ItemRun,
	types: readonly string[],
): ((event: IDataObject) => boolean) | undefined {
	const { after, before } = run.added('filters');
	if (after === undefined && before === undefined && types.length < 2) return undefined;
	const timezone = run.context.getTimezone();
	const afterMs = after === undefined ? -Infinity : readTimeMs('After', after, timezone);
	const beforeMs = before === undefined ? Infinity : readTimeMs('Before', before, timezone);
	return ({ type, timestamp }) => {
		const ms = isoToMs(String(timestamp));
		const isOfType = types.length === 0 || types.includes(String(type));
		// An event whose time cannot be read is not held back: none is to be missed.
		return isOfType && (Number.isNaN(ms) || (ms >= afterMs && ms < beforeMs));
	};
}
