import { z } from 'zod';

import type { NodeFields } from '../shared/receive/fields';
import type { ReceiveDefaults } from '../shared/receive/options';
import type { WebhookSource } from '../shared/receive/source';
import { textOf } from '../shared/signature/place';
import { signingSecrets, verificationToken } from '../shared/signature/signingSecret';
import { type DescribedSender, describedSender, wantedTypes } from './describedSender';
import { isSelected, typeNames } from './senders/eventTypes';

/** Five minutes in seconds: for senders that sign each attempt anew, and those that do not say. */
export const SIGNED_ANEW_SECONDS = 300;

/** What holds unless the sender has limits of its own. */
export const DEFAULTS: ReceiveDefaults = {
	maxBodyKb: 1024,
	toleranceSeconds: SIGNED_ANEW_SECONDS,
	duplicateMinutes: 60,
};

/** How requests of the sender are received that the node's fields describe. They are read when they are needed, where an error is answered. */
export function sourceOf(fields: NodeFields): WebhookSource {
	let read: DescribedSender | undefined;
	const sender = () => (read ??= describedSender(fields));

	return {
		get defaults() {
			const { tolerance, maxBodyKb, duplicateMinutes, repeats } = sender();
			return {
				maxBodyKb: maxBodyKb ?? DEFAULTS.maxBodyKb,
				toleranceSeconds: tolerance?.seconds ?? DEFAULTS.toleranceSeconds,
				duplicateMinutes: duplicateMinutes ?? DEFAULTS.duplicateMinutes,
				repeats,
			};
		},

		get handshakes() {
			return sender().handshakes;
		},
		get bodies() {
			return sender().bodies;
		},
		get formPayload() {
			return sender().formPayload;
		},
		get formJson() {
			return sender().formJson;
		},
		get batch() {
			return sender().batch;
		},
		get idsRepeat() {
			return sender().idsRepeat;
		},
		get sentAgain() {
			return sender().sentAgain;
		},
		get answer() {
			return sender().answer;
		},

		schema: z.object({}).passthrough(),

		async authentication(_fields, from) {
			const secrets = await signingSecrets(from);
			return {
				signature: { schemes: sender().schemes, secrets, anyCounts: true },
				verificationTokens: [await verificationToken(from)],
			};
		},

		eventType(_body, webhook) {
			const { eventType } = sender();
			return (eventType && typeNames(eventType, webhook)[0]) ?? null;
		},

		ignoreReason(_fields, _body, webhook) {
			const wanted = wantedTypes(fields);
			if (wanted.length === 0) return undefined;
			const { eventType } = sender();
			const names = eventType ? typeNames(eventType, webhook) : [];
			if (isSelected(wanted, names)) return undefined;
			return `The event type ${names[0] ?? '(none)'} is not listed in the node`;
		},

		eventId(webhook) {
			const { eventId = [] } = sender();
			for (const place of eventId) {
				const id = textOf(place, webhook);
				if (id !== undefined) return id;
			}
			return undefined;
		},
	};
}
