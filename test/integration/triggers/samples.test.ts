/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { eventPages } from '../../../scripts/docs/events';
import { type SampledTrigger, sampledTriggers, samplesOf, triggerOf } from '../../support/samples';

it('stand in docs/events as the triggers put them out: npm run docs', async () => {
	const pages = await eventPages();
	expect(pages).toHaveLength(5);
	for (const { path, text } of pages) expect(readFileSync(path, 'utf8')).toBe(text);
});

it.each(sampledTriggers)('%s: the trigger leads to them while it has no event', (name) => {
	const { hints = [] } = triggerOf(name).description;
	const hint = hints.find(({ message }) => message.includes('docs/events'));
	expect(hint).toMatchObject({ location: 'outputPane', whenToDisplay: 'beforeExecution' });
	const [, path = ''] = /\/blob\/main\/(docs\/events\/[^"]+)"/.exec(hint?.message ?? '') ?? [];
	expect(path).toBe(`docs/events/${name}.md`);
});

/** Missive documents one payload, and the Signed Webhook Trigger knows no events. */
const complete: SampledTrigger[] = ['openwork', 'support-autoresponder'];

it.each(complete)('%s: there is one of each event that can be selected', async (name) => {
	const { properties } = triggerOf(name).description;
	const field = properties.find((property: INodeProperties) => property.name === 'eventTypes');
	const options = (field?.options ?? []) as INodePropertyOptions[];
	const selectable = options.map(({ value }) => value).filter((value) => value !== '*');
	const { events } = await samplesOf(name);
	expect(events.map(({ eventType }) => eventType).sort()).toEqual([...selectable].sort());
	for (const { eventType, item } of events) {
		expect(item).toMatchObject({ delivery: { eventType } });
	}
});
