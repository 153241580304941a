/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { join } from 'node:path';

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import {
	type Sample,
	type Samples,
	type SampledTrigger,
	sampledTriggers,
	samplesOf,
	triggerOf,
} from '../../test/support/samples';
import { type Document, ROOT } from './document';

/** Where the payloads come from, and what a reader cannot see in them. */
const ORIGINS: Readonly<Record<SampledTrigger, string>> = {
	missive:
		'The payload is the one that Missive documents. It documents no other: those of other events have the same fields, as far as they concern them, with a `rule.type` of their own.',
	openwork:
		'The payloads of `app:health_warning`, `app:health_cleared`, `app:connected` and `app:disconnected` are those that OpenWork documents. Of the others it documents the structure; what stands in their `event.payload` is made up.',
	conversation: 'The payloads follow the field reference of the Conversation API.',
	'support-autoresponder':
		'The payloads of tickets follow the webhook guide of the AI Support Autoresponder. It shows no fields of its other objects; these are made up.',
	'signed-webhook':
		'An item holds what the sender sent, whatever that is, and `delivery` beside it. This one is made up.',
};

/** A page for each trigger, with what it puts out for each of its events. */
export async function eventPages(): Promise<Document[]> {
	const pages: Document[] = [];
	for (const name of sampledTriggers) {
		const path = join(ROOT, 'docs/events', `${name}.md`);
		pages.push({ path, text: page(name, await samplesOf(name)) });
	}
	return pages;
}

function page(name: SampledTrigger, { events, invalid }: Samples): string {
	const { displayName } = triggerOf(name).description;
	return [
		`# Sample events of the ${displayName}`,
		'',
		'Build a workflow before its first event came: copy a sample, open the trigger, choose **set mock data** in its output,',
		'paste it there and save. Its fields can then be dragged into the nodes that follow, and **Execute workflow** runs them',
		'with it. Only the editor uses it: a published workflow gets the real events, whatever is pinned.',
		'',
		`${ORIGINS[name]} The trigger made the items of them: \`npm run docs\`.`,
		'',
		...events.flatMap((sample) => [`## ${titleOf(name, sample)}`, '', ...code([sample.item]), '']),
		'## Invalid',
		'',
		'What is genuine, but not as documented, leaves by the output **Invalid**, with what is wrong with it. n8n pins data of',
		'the output Events alone, so this is only to be read.',
		'',
		...code([invalid]),
		'',
	].join('\n');
}

function code(value: unknown): string[] {
	return ['```json', ...JSON.stringify(value, null, 2).split('\n'), '```'];
}

/** As the field Trigger On names it. */
function titleOf(name: SampledTrigger, { eventType, note }: Sample): string {
	const { properties } = triggerOf(name).description;
	const option = properties
		.flatMap(({ options = [] }: INodeProperties) => options as INodePropertyOptions[])
		.find(({ value }) => value === eventType);
	const title = option ? `${option.name}: \`${eventType}\`` : `\`${eventType}\``;
	return note === undefined ? title : `${title} ${note}`;
}
