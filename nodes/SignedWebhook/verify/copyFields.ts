import type { INodeProperties } from 'n8n-workflow';

/** How many events are remembered while the user sets nothing else. */
export const DEFAULT_SIZE = 1000;

/** When copies are looked for, and from when on an event has some. */
export const dropCopies: INodeProperties = {
	displayName: 'Drop Copies',
	name: 'dropCopies',
	type: 'options',
	options: [
		{
			name: 'Marked Now',
			value: 'now',
			description: 'An event is taken once this node has seen it, whatever becomes of it',
		},
		{
			name: 'Marked When Confirmed',
			value: 'confirmed',
			description:
				'An event is taken once it reaches a Confirm Webhook node, so that after a failed run the sender’s repetition gets through',
		},
		{ name: 'Never', value: 'never', description: 'Every event gets through' },
	],
	default: 'now',
	description:
		'Whether events that came before are answered with 200 and dropped. They are kept in n8n’s store of processed items: for this workflow, shared by all processes of this n8n. The store has no locks, so of copies at the same moment more than one can get through. Test executions look for no copies.',
};

/** How many events are remembered. */
export const rememberedEvents: INodeProperties = {
	displayName: 'Remembered Events',
	name: 'copiesKept',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100_000 },
	default: DEFAULT_SIZE,
	description:
		'How many past events are remembered so that copies of them are dropped. Each takes 27 bytes of the database, all of which are read and written with every event: 27 KB for 1,000.',
};
