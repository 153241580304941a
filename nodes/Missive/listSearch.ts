import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { isObject } from '../shared/lib/json';
import { callForList } from '../shared/vendorApi/call';
import { missiveApi } from './api';
import {
	type Collection,
	COLLECTION_PAGE_SIZE,
	contactBooks,
	organizations,
	sharedLabels,
	teams,
	users,
} from './collections';
import { locatorId } from './settings';

/** A page of what the account holds, for a picker. */
interface Page<Position = string> {
	readonly entries: INodeListSearchItems[];
	/** Where the next page begins; undefined after the last one. */
	readonly next: Position | undefined;
}

async function list(
	context: ILoadOptionsFunctions,
	key: string,
	plural: string,
	query: IDataObject,
): Promise<IDataObject[]> {
	const call = { method: 'GET', path: `/${key}`, query, purpose: `list the ${plural}` } as const;
	return await callForList(context, missiveApi, call, key);
}

/**
 * Reads a page of a collection, of the organization that is chosen in the node, if one is.
 *
 * @throws NodeApiError that says what to do
 */
async function readPage(
	context: ILoadOptionsFunctions,
	{ key, plural, ofOrganization, nameOf }: Collection,
	offset: number,
): Promise<Page<number>> {
	const found = await list(context, key, plural, {
		limit: COLLECTION_PAGE_SIZE,
		offset,
		...(ofOrganization ? chosenOrganization(context) : {}),
	});
	const entries = found.map((entry) => ({
		value: String(entry.id),
		name: String(nameOf(entry) ?? entry.id),
	}));
	const isFull = found.length === COLLECTION_PAGE_SIZE;
	return { entries, next: isFull ? offset + COLLECTION_PAGE_SIZE : undefined };
}

/** Nothing also while the organization comes from an expression, which has no value in the panel. */
function chosenOrganization(context: ILoadOptionsFunctions): { organization?: string } {
	const id = locatorId(context.getCurrentNodeParameter('organization'));
	const isChosen = typeof id === 'string' && id !== '' && !id.startsWith('=');
	return isChosen ? { organization: id } : {};
}

/** A method of n8n that gives a field its choices. */
type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** The whole collection by name, for a field in which several can be chosen. */
function optionsOf(collection: Collection): LoadOptions {
	return async function () {
		const all: INodePropertyOptions[] = [];
		let next: number | undefined = 0;
		while (next !== undefined) {
			const page = await readPage(this, collection, next);
			all.push(...page.entries);
			next = page.next;
		}
		return all.sort((a, b) => a.name.localeCompare(b.name));
	};
}

/** A method of n8n that gives a picker its entries. */
type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Reads the page that begins at a token, or the first one: what of it the user looks for. */
type PageReader = (
	context: ILoadOptionsFunctions,
	filter: string,
	token: string | undefined,
) => Promise<Page>;

/** Most pages that are read for one look into a list: the user can go on from there, and Missive counts the calls. */
const MOST_PAGES = 10;

/** The search of a picker: pages are read until one has an entry that the user looks for. */
function searchOf(read: PageReader): ListSearch {
	return async function (filter = '', paginationToken) {
		let page: Page = { entries: [], next: paginationToken };
		for (let pages = 0; pages < MOST_PAGES; pages++) {
			page = await read(this, filter, page.next);
			if (page.entries.length > 0 || page.next === undefined) break;
		}
		return { results: page.entries, paginationToken: page.next };
	};
}

/** A collection, which Missive cannot search by name. */
function collection(of: Collection): PageReader {
	return async (context, filter, token) => {
		const { entries, next } = await readPage(context, of, Number(token ?? 0));
		return { entries: entries.filter(nameHas(filter)), next: next?.toString() };
	};
}

function nameHas(filter: string): (entry: INodeListSearchItems) => boolean {
	const wanted = filter.toLowerCase();
	return ({ name }) => name.toLowerCase().includes(wanted);
}

/** Most conversations or tasks that Missive gives at once. */
const ACTIVE_PAGE_SIZE = 50;

/** What Missive lists by the time of its last activity, newest first. The token is the time of the last one read. */
function byActivity(
	key: string,
	filters: IDataObject,
	nameOf: (entry: IDataObject) => string,
): PageReader {
	return async (context, filter, token) => {
		const found = await list(context, key, key, {
			...filters,
			...chosenOrganization(context),
			limit: ACTIVE_PAGE_SIZE,
			...(token === undefined ? {} : { until: token }),
		});
		const entries = found.map((entry) => ({
			value: String(entry.id),
			name: nameOf(entry) || String(entry.id),
			...(typeof entry.web_url === 'string' ? { url: entry.web_url } : {}),
		}));
		const lastAt = found.at(-1)?.last_activity_at;
		const hasNext =
			found.length >= ACTIVE_PAGE_SIZE && typeof lastAt === 'number' && String(lastAt) !== token;
		return {
			entries: entries.filter(nameHas(filter)),
			next: hasNext ? String(lastAt) : undefined,
		};
	};
}

function conversationName(entry: IDataObject): string {
	const authors = Array.isArray(entry.authors) ? entry.authors.filter(isObject) : [];
	const names = authors.map(({ name, address }) => String(name ?? address ?? ''));
	const subject = entry.subject ?? entry.latest_message_subject ?? '';
	return [String(subject), names.join(', ')].filter((part) => part !== '').join(' – ');
}

/** Contacts are listed by book, and searched by Missive. The token is the number of the book and the offset in it. */
const contacts: PageReader = async (context, search, token = '0:0') => {
	const [index = 0, offset = 0] = token.split(':').map(Number);
	const books = await list(context, contactBooks.key, contactBooks.plural, {
		limit: COLLECTION_PAGE_SIZE,
		offset: 0,
	});
	const book = books[index];
	if (!book) return { entries: [], next: undefined };
	const found = await list(context, 'contacts', 'contacts', {
		contact_book: book.id,
		...(search === '' ? {} : { search }),
		limit: COLLECTION_PAGE_SIZE,
		offset,
	});
	const nextBook = index + 1 < books.length ? `${index + 1}:0` : undefined;
	const isFull = found.length === COLLECTION_PAGE_SIZE;
	return {
		entries: found.map((entry) => ({ value: String(entry.id), name: contactName(entry) })),
		next: isFull ? `${index}:${offset + COLLECTION_PAGE_SIZE}` : nextBook,
	};
};

function contactName({ id, first_name: first, last_name: last, infos }: IDataObject): string {
	const name = [first, last].filter((part) => typeof part === 'string' && part !== '').join(' ');
	const [info] = Array.isArray(infos) ? infos.filter(isObject) : [];
	return name || String(info?.value ?? id);
}

/** For pickers, by the names that the fields use. */
export const listSearch = {
	searchContactBooks: searchOf(collection(contactBooks)),
	searchContacts: searchOf(contacts),
	searchConversations: searchOf(byActivity('conversations', { all: true }, conversationName)),
	searchOrganizations: searchOf(collection(organizations)),
	searchSharedLabels: searchOf(collection(sharedLabels)),
	searchTasks: searchOf(byActivity('tasks', {}, ({ title }) => String(title ?? ''))),
	searchTeams: searchOf(collection(teams)),
	searchUsers: searchOf(collection(users)),
};

/** For fields in which several can be chosen. */
export const loadOptions = {
	getSharedLabels: optionsOf(sharedLabels),
	getUsers: optionsOf(users),
};
