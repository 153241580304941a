import { randomUUID } from 'node:crypto';

import { shapeProblem } from './missiveApiChecks';
import type { MissiveAccount } from './missiveApiData';
import { offsetPage } from './missiveApiPages';
import { contactInput, contactPatch } from './missiveApiShapes';
import { jsonObject, refusal, type Answer, type RecordedRequest } from './shared/http';

type Contact = Record<string, unknown> & { id: string };

/** "List contacts" */
export function listContacts(request: RecordedRequest, { contacts }: MissiveAccount): Answer {
	const { query } = request;
	const book = query.get('contact_book');
	if (book === null) return refusal(400, 'contact_book is required');
	const order = query.get('order') ?? 'last_name';
	if (!['last_name', 'last_modified'].includes(order)) return refusal(400, 'order is unknown');
	const since = Number(query.get('modified_since') ?? -Infinity);
	const withDeleted = query.get('include_deleted') === 'true' && query.has('modified_since');
	const search = (query.get('search') ?? '').toLowerCase();
	const found = contacts
		.filter((contact) => contact.contact_book === book)
		.filter((contact) => Number(contact.modified_at) >= since)
		.filter((contact) => withDeleted || contact.deleted !== true)
		.filter((contact) => JSON.stringify(contact).toLowerCase().includes(search))
		.sort((a, b) =>
			order === 'last_modified'
				? Number(b.modified_at) - Number(a.modified_at)
				: String(a.last_name).localeCompare(String(b.last_name)),
		);
	return offsetPage(request, 'contacts', found);
}

/** "Get a contact": 404 for a deleted one too. */
export function getContact(id: string, { contacts }: MissiveAccount): Answer {
	const found = contacts.find((contact) => contact.id === id && contact.deleted !== true);
	if (!found) return refusal(404, `There is no contact ${id}`);
	return { status: 200, body: { contacts: [found] } };
}

/** "Create contact(s)" */
export function createContacts(
	request: RecordedRequest,
	account: MissiveAccount,
	nowSeconds: number,
): Answer {
	const inputs = jsonObject(request)?.contacts;
	if (!Array.isArray(inputs)) return refusal(400, 'contacts must be a list');
	for (const input of inputs) {
		const problem = shapeProblem(input, contactInput);
		if (problem !== undefined) return refusal(400, problem);
		const { contact_book: book } = input as { contact_book: string };
		if (!account.contactBooks.some(({ id }) => id === book)) {
			return refusal(404, `There is no contact book ${book}`);
		}
	}
	const created = inputs.map((input: object) => ({
		...input,
		id: randomUUID(),
		deleted: false,
		modified_at: nowSeconds,
	}));
	account.contacts.push(...created);
	return { status: 201, body: { contacts: created } };
}

/** "Update contact(s)" */
export function updateContacts(
	request: RecordedRequest,
	ids: readonly string[],
	account: MissiveAccount,
	nowSeconds: number,
): Answer {
	const updates = jsonObject(request)?.contacts;
	if (!Array.isArray(updates)) return refusal(400, 'contacts must be a list');
	const problem = updates.map((update) => shapeProblem(update, contactPatch)).find(Boolean);
	if (problem !== undefined) return refusal(400, problem);
	const named = (updates as Contact[]).map(({ id }) => id);
	if (named.join() !== ids.join()) return refusal(400, 'the ids do not match those of the path');
	const missing = ids.find((id) => !account.contacts.some((contact) => contact.id === id));
	if (missing !== undefined) return refusal(404, `There is no contact ${missing}`);
	const byId = new Map((updates as Contact[]).map((update) => [update.id, update]));
	account.contacts = account.contacts.map((contact) => {
		const update = byId.get(contact.id);
		return update ? { ...contact, ...update, modified_at: nowSeconds } : contact;
	});
	const updated = account.contacts.filter(({ id }) => byId.has(id));
	return { status: 200, body: { contacts: updated } };
}
