import { type IDataObject, UserError } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation } from '../../../shared/action/operation';
import { listWebhooks, WEBHOOKS_PATH } from '../../api';
import { deliveryFields, readDeliveries } from './deliveries';

/** n8n's own path of webhooks of an editor that listens for a test event: they are gone when the test is over. */
const TEST_WEBHOOK = '/webhook-test/';

export const repairWebhooks: Operation = {
	name: 'Repair',
	value: 'repair',
	action: 'Repair webhooks',
	description:
		'Enable every webhook that points at this n8n again, and correct it: OpenWork turns off what failed for long, and no trigger sees that while it runs',
	fields: [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '={{ $execution.resumeUrl.split("/webhook-waiting")[0] }}',
			placeholder: 'e.g. https://n8n.example.com',
			description:
				'Webhooks whose URL begins with this address are repaired, and no others. The default is the address under which this n8n is reached.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Previous Base URL',
					name: 'previousUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://old-n8n.example.com',
					description:
						'Where n8n was reached before: webhooks that still point there get the Base URL in its place, where your OpenWork server can change a URL',
				},
				deliveryFields.retryCount,
				deliveryFields.timeoutMs,
			],
		},
	],

	async execute(run) {
		const { previousUrl, ...options } = run.added('options');
		const current = readBase('Base URL', run.required('baseUrl', 'Base URL'));
		const previous =
			previousUrl === undefined ? undefined : readBase('Previous Base URL', String(previousUrl));
		const deliveries = readDeliveries(options);
		const repaired: IDataObject[] = [];
		const errors: unknown[] = [];
		for (const webhook of await run.list(listWebhooks, 'webhooks')) {
			const url = movedUrl(String(webhook.url ?? ''), current, previous);
			if (url === undefined) continue;
			try {
				repaired.push(await repair(run, webhook, { url, deliveries }));
			} catch (error) {
				// The others are to be repaired all the same.
				errors.push(error);
			}
		}
		if (errors.length > 0) throw errors[0];
		return repaired;
	},
};

/** @throws UserError when it is no web address */
function readBase(label: string, given: string): string {
	const base = given.trim().replace(/\/+$/, '');
	if (URL.canParse(base) && /^https?:$/.test(new URL(base).protocol)) return `${base}/`;
	throw new UserError(`${label} is not a web address: ${given}`, {
		description: 'Enter the whole address, for example https://n8n.example.com.',
	});
}

/** The URL that a webhook should have; undefined for one that is none of this n8n. */
function movedUrl(url: string, current: string, previous: string | undefined): string | undefined {
	if (url.includes(TEST_WEBHOOK)) return undefined;
	if (url.startsWith(current)) return url;
	if (previous === undefined || !url.startsWith(previous)) return undefined;
	return current + url.slice(previous.length);
}

interface Wanted {
	readonly url: string;
	readonly deliveries: IDataObject;
}

/**
 * Always sends `enabled`, also for a webhook that shows as enabled: a server that has marked it as failing shows that
 * nowhere. A server that does not know how deliveries can be set is not asked to.
 */
async function repair(
	run: ItemRun,
	webhook: IDataObject,
	{ url, deliveries }: Wanted,
): Promise<IDataObject> {
	const known = Object.entries(deliveries).filter(([field]) => field in webhook);
	const wanted = { enabled: true, ...Object.fromEntries(known), url };
	const changed = Object.entries(wanted).filter(([field, value]) => webhook[field] !== value);
	const call = {
		method: 'PATCH',
		path: `${WEBHOOKS_PATH}/${encodeURIComponent(String(webhook.id))}`,
		body: { ...Object.fromEntries(changed), enabled: true },
		purpose: `repair the webhook ${String(webhook.name ?? webhook.id)}`,
	} as const;
	const answer = await run.call(call);
	const after = answer.id !== undefined ? answer : { ...webhook, ...wanted };
	const left = changed.filter(([field, value]) => field in after && after[field] !== value);
	if (left.length > 0) throw leftError(webhook, left);
	return { ...after, repaired: changed.map(([field]) => field) };
}

/** A server that knows only the documented fields may leave the others as they are and say nothing. */
function leftError({ name, id }: IDataObject, left: ReadonlyArray<[string, unknown]>): UserError {
	const fields = left.map(([field]) => field).join(', ');
	return new UserError(`OpenWork left the webhook ${String(name ?? id)} as it was: ${fields}`, {
		description: 'Unpublish and publish the workflow that it belongs to.',
	});
}
