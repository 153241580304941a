/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import manifest from '../../package.json';
import { ROOT } from '../../scripts/docs/document';
import { credentialTypes, nodeTypes } from '../savedWorkflows/types';
import { allPages, linksOf } from '../support/pages';
import type { Fact } from './fact';

/** An address outside the repository, and where the project sends people there. */
export interface Link {
	readonly url: string;
	readonly from: readonly string[];
}

/** Every address that people are sent to: by pages, package.json, and what n8n shows of nodes and credentials. */
export function externalLinks(): Link[] {
	const found = new Map<string, Set<string>>();
	const add = (url: string, from: string) =>
		found.set(url, (found.get(url) ?? new Set()).add(from));
	for (const page of allPages()) {
		for (const link of linksOf(page)) if (/^\w+:\/\//.test(link)) add(link, page.path);
	}
	add(manifest.homepage, 'package.json');
	add(manifest.repository.url.replace(/^git\+/, ''), 'package.json');
	for (const path of codexFiles()) {
		for (const url of urlsIn(readFileSync(join(ROOT, path), 'utf8'))) add(url, path);
	}
	for (const type of credentialTypes()) {
		add(type.documentationUrl ?? '', type.name);
		for (const url of linksShown(type.properties)) add(url, type.name);
	}
	for (const { description } of nodeTypes().values()) {
		for (const url of linksShown(description)) add(url, description.name);
	}
	return [...found].map(([url, from]) => ({ url, from: [...from] }));
}

function codexFiles(): string[] {
	return readdirSync(join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.node.json'))
		.map((path) => join('nodes', path));
}

function urlsIn(json: string): string[] {
	return [...json.matchAll(/"url": "([^"]+)"/g)].map(([, url = '']) => url);
}

/** What can be clicked in texts that n8n shows: `<a href="…">`. */
function linksShown(description: unknown): string[] {
	const text = JSON.stringify(description);
	return [...text.matchAll(/href=\\"([^"\\]+)\\"/g)].map(([, url = '']) => url);
}

/** As facts: a page that is gone has changed. Of a page that is there nothing is read. */
export function linkFacts(): Fact[] {
	const pages = new Map<string, string[]>();
	for (const { url, from } of externalLinks()) {
		const page = url.replace(/#.*$/, '');
		pages.set(page, [...(pages.get(page) ?? []), ...from]);
	}
	return [...pages].map(([url, from]) => ({
		id: `link ${url}`,
		why: `people are sent there by ${[...new Set(from)].join(', ')}`,
		source: { url },
		extract: { kind: 'phrases', phrases: [] },
		found: [],
	}));
}
