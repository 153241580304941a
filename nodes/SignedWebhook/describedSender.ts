import { UserError } from 'n8n-workflow';

import { splitList } from '../shared/lib/text';
import type { BodyKind } from '../shared/receive/body';
import type { NodeFields } from '../shared/receive/fields';
import { covers, templatesOf } from '../shared/signature/content';
import type { Place, SignatureScheme } from '../shared/signature/scheme';
import { customScheme, type ReadField } from './custom/scheme';
import { senderOf } from './senders';
import type { Sender } from './senders/sender';

/** What a node knows of who sends to it: an entry of the table, or what the user says of a sender of their own. */
export type DescribedSender = Omit<Sender, 'value' | 'name' | 'docs' | 'secret'>;

/** Carries the message id of a custom signature that covers one, until the user names another. */
const ID_HEADER = 'webhook-id';

/**
 * Reads the fields that say who sends.
 *
 * @throws UserError when a field of a custom sender is not valid
 */
export function describedSender(fields: NodeFields): DescribedSender {
	const read: ReadField = (name, fallback) => fields.getNodeParameter(name, fallback as never);
	return senderOf(read('sender', 'standardWebhooks')) ?? customSender(read);
}

function customSender(read: ReadField): DescribedSender {
	const text = (name: string) => String(read(name, '') ?? '').trim();
	const eventId = placeOf(text, 'eventId');
	const eventType = placeOf(text, 'eventType');
	const [kind = 'json', ...more] = [read('bodies', ['json'])].flat() as BodyKind[];
	const payload = text('formPayload');
	const scheme = customScheme(read, text('messageIdHeader') || ID_HEADER);
	assertCoversEach(scheme, [kind, ...more]);
	return {
		schemes: [scheme],
		bodies: [kind, ...more],
		...(eventId && { eventId: [eventId] }),
		...(eventType && { eventType: { names: [[eventType]], examples: ['event'] } }),
		...(payload !== '' && { formPayload: payload }),
		...(read('isBatch', false) === true && { batch: text('batchPath') }),
	};
}

/** The fields of a form are no part of any other body, which could then be anything. */
function assertCoversEach(scheme: SignatureScheme, bodies: readonly BodyKind[]): void {
	if (scheme.kind === 'token') return;
	if (templatesOf(scheme).some((template) => covers(template, 'body', 'bodyHash'))) return;
	if (bodies.every((kind) => kind === 'form')) return;
	throw new UserError(
		'The signature covers the body only where it is a form. Choose Form alone in the field Body, or add {body} to the field Template.',
	);
}

function placeOf(text: (name: string) => string, fact: 'eventId' | 'eventType'): Place | undefined {
	const kind = text(`${fact}From`);
	const header = text(`${fact}Header`);
	const path = text(`${fact}Path`);
	if (kind === 'header' && header !== '') return { header };
	return kind === 'path' && path !== '' ? { field: path } : undefined;
}

/** The event types that the node wants; none for all. */
export function wantedTypes(fields: NodeFields): string[] {
	return splitList(String(fields.getNodeParameter('eventTypes', '') ?? ''));
}
