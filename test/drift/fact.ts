/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a fact is published. */
export type Source =
	| { readonly url: string }
	/** A file of the newest version of an npm package. */
	| { readonly npm: string; readonly file: string };

/** How a fact is read out of its source. */
export type Extract =
	/** A declaration of TypeScript: the name of an interface, a type or a class, and a member of it after a dot. */
	| { readonly kind: 'declarations'; readonly names: readonly string[] }
	/** Which of these texts the page has. */
	| { readonly kind: 'phrases'; readonly phrases: readonly string[] }
	/** What the first group of a pattern matches, each text once, in alphabetical order. */
	| { readonly kind: 'pattern'; readonly pattern: string };

/** What was found: by declaration its text, else a list. */
export type Found = Readonly<Record<string, string>> | readonly string[];

/** Something that this package relies on and somebody else can change. */
export interface Fact {
	readonly id: string;
	/** What breaks when it is no longer so. */
	readonly why: string;
	readonly source: Source;
	readonly extract: Extract;
	/** Null until somebody has been able to look. */
	readonly found: Found | null;
	/** Where it was read, when its source itself could not be: files of this repository. */
	readonly readIn?: string;
	/** The day when the source was looked at: `2026-12-31`. */
	readonly on?: string;
}

export const FACTS = join(__dirname, 'facts');

/** The facts by the file that holds them. */
export function loadFacts(folder = FACTS): Map<string, Fact[]> {
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	return new Map(
		files.sort().map((name) => {
			const facts = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fact[];
			return [name, facts];
		}),
	);
}

/** The address of a source, for people. */
export function addressOf(source: Source): string {
	return 'url' in source ? source.url : `npm: ${source.npm}, ${source.file}`;
}
