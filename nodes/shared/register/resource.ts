import type { IDataObject } from 'n8n-workflow';

import type { VendorClient } from '../vendorApi/client';
import type { FoundHook, HookRegistry, WantedHook } from './hooks';

/** Hooks as most APIs have them: made by a `POST` to one path, listed by a `GET`, removed by a `DELETE` below it. */
export interface HookResource<Wanted extends WantedHook> {
	/** Starts with a slash. */
	readonly path: string;
	/** The list is the answer itself, or stands in it under this key. Absent where hooks cannot be listed. */
	readonly listKey?: string;
	/** How a listed hook compares. Default: it shows nothing of what was asked for, and cannot be changed. */
	compare?(hook: IDataObject): Pick<FoundHook<Wanted>, 'drift' | 'mend'>;
	/** What is sent to have a hook made. */
	body(wanted: Wanted): IDataObject;
	/** What the user is told that could not be done. Default: `create the webhook`. */
	purpose?(wanted: Wanted): string;
	/** Takes the id out of the answer. Default: its `id`. */
	idIn?(answer: IDataObject): unknown;
}

/** The registry of such hooks. */
export function hookResource<Wanted extends WantedHook>(
	client: VendorClient,
	{ path, listKey, compare = asAskedFor, body, purpose, idIn }: HookResource<Wanted>,
): HookRegistry<Wanted> {
	return {
		...(listKey !== undefined && {
			async list() {
				const call = { method: 'GET', path, purpose: 'list the webhooks' } as const;
				const hooks = await client.list(call, listKey);
				return hooks.map((hook) => ({
					id: String(hook.id),
					url: String(hook.url),
					...compare(hook),
				}));
			},
		}),

		async create(wanted) {
			const why = purpose?.(wanted) ?? 'create the webhook';
			return await client.create({ method: 'POST', path, body: body(wanted), purpose: why }, idIn);
		},

		async remove(id) {
			const below = `${path}/${encodeURIComponent(id)}`;
			return await client.remove({ method: 'DELETE', path: below, purpose: 'delete the webhook' });
		},
	};
}

function asAskedFor(): Pick<FoundHook<never>, 'drift'> {
	return { drift: (_wanted, asAsked) => (asAsked ? 'none' : 'replace') };
}
