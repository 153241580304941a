import type { Operation } from '../../../shared/action/operation';
import { apiFields, ticketIdField } from './fields';
import { ticketPath } from './rest';

/** A language model thinks longer than an API usually takes. */
const TIMEOUT_MS = 120_000;

export const generateAiResponse: Operation = {
	name: 'Generate AI Response',
	value: 'generateAiResponse',
	action: 'Generate AI response to ticket',
	description: 'Have the AI answer a ticket, and retrieve what it wrote',
	fields: [
		ticketIdField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Include Knowledge Base',
					name: 'includeKnowledgeBase',
					type: 'boolean',
					default: true,
					description: 'Whether the AI makes use of the knowledge base',
				},
				{
					displayName: 'Max Tokens',
					name: 'maxTokens',
					type: 'number',
					typeOptions: { minValue: 1, numberPrecision: 0 },
					default: 1000,
					description: 'The most tokens that the answer may have',
				},
				{
					displayName: 'Model',
					name: 'model',
					type: 'string',
					default: '',
					placeholder: 'e.g. gpt-4o',
					description: 'The language model that answers, in place of the one that is set up',
				},
				{
					displayName: 'Temperature',
					name: 'temperature',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 2, numberPrecision: 2 },
					default: 0.7,
					description: 'How freely the AI writes: 0 is the most predictable',
				},
			],
		},
	],

	async execute(run) {
		const options = apiFields(run, 'options');
		return await run.call({
			method: 'POST',
			path: `${ticketPath(run)}/respond`,
			...(Object.keys(options).length > 0 ? { body: options } : {}),
			timeoutMs: TIMEOUT_MS,
			purpose: 'generate the AI response',
		});
	},
};
