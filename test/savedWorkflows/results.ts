/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';

/**
 * What is in a value: `string`, `number`, …, in lists the shape of their entries, in objects those of their fields.
 * Several kinds in one place are listed, `null | string`. Values, times and numbers of entries do not matter.
 */
export type Shape = string | { readonly [field: string]: Shape } | readonly [Shape] | readonly [];

/** What came out of each output of a node. */
export type Result = readonly Shape[];

/** What saved nodes gave when their version was made, by what they are ({@link keyOf}). */
export interface Recorded {
	/** Each result once, in the order in which they came. */
	readonly results: readonly Result[];
	/** Which of the results a node gives. */
	readonly nodes: Readonly<Record<string, number>>;
}

const FOLDER = join(__dirname, 'results');

const pathOf = (version: string) => join(FOLDER, `${version}.json`);

/** What was recorded of a version; nothing of one that has none yet. */
export function recordedOf(version: string): Recorded {
	const path = pathOf(version);
	if (!existsSync(path)) return { results: [], nodes: {} };
	return JSON.parse(readFileSync(path, 'utf8')) as Recorded;
}

/** Keeps what the nodes of a version give. */
export function record(version: string, found: ReadonlyMap<string, Result>): void {
	const texts = [...new Set([...found.values()].map((result) => JSON.stringify(result)))];
	const results = texts.map((text) => JSON.parse(text) as Result);
	const nodes = Object.fromEntries(
		[...found].map(([key, result]) => [key, texts.indexOf(JSON.stringify(result))]),
	);
	writeFileSync(pathOf(version), `${JSON.stringify({ results, nodes }, null, '\t')}\n`);
}

/** Names a saved node by its type and settings, whatever its place in the file. */
export function keyOf({ type, typeVersion, parameters }: INode): string {
	const settings = JSON.stringify([typeVersion, parameters]);
	const hash = createHash('sha256').update(settings).digest('hex').slice(0, 12);
	return `${type.replace(/^.*\./, '')} ${hash}`;
}

/** The shape of items, all of them together. */
export function shapeOfItems(items: readonly IDataObject[]): Shape {
	return shapeOf(items);
}

function shapeOf(value: unknown): Shape {
	if (value === null) return 'null';
	if (Array.isArray(value)) {
		const [first, ...others] = value.map(shapeOf);
		return first === undefined ? [] : [others.reduce(merged, first)];
	}
	if (typeof value !== 'object') return typeof value;
	const fields = Object.entries(value).map(([name, each]) => [name, shapeOf(each)] as const);
	return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function merged(a: Shape, b: Shape): Shape {
	if (isList(a) && isList(b)) {
		const [first, second] = [a[0], b[0]];
		if (first === undefined || second === undefined) return first === undefined ? b : a;
		return [merged(first, second)];
	}
	if (typeof a === 'object' && typeof b === 'object' && !isList(a) && !isList(b)) {
		const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
		return Object.fromEntries(
			names.map((name) => {
				const [left, right] = [a[name], b[name]];
				return [name, left && right ? merged(left, right) : ((left ?? right) as Shape)];
			}),
		);
	}
	const kinds = [a, b].flatMap((each) =>
		typeof each === 'string' ? each.split(' | ') : [isList(each) ? 'list' : 'object'],
	);
	return [...new Set(kinds)].sort().join(' | ');
}

function isList(shape: Shape): shape is readonly [Shape] | readonly [] {
	return Array.isArray(shape);
}

/** What is there no more or of another kind, in words. What is new breaks nothing. */
export function missing(before: Result, now: Result): string[] {
	return before.flatMap((shape, output) => missingIn(shape, now[output] ?? [], `output ${output}`));
}

function missingIn(before: Shape, now: Shape, path: string): string[] {
	if (isList(before)) {
		if (!isList(now)) return [`${path} was a list and is ${kindOf(now)}`];
		if (before[0] === undefined) return [];
		if (now[0] === undefined) return [`${path} has no entries any more`];
		return missingIn(before[0], now[0], `${path}[]`);
	}
	if (typeof before === 'object') {
		if (typeof now !== 'object' || isList(now)) {
			return [`${path} was an object and is ${kindOf(now)}`];
		}
		return Object.entries(before).flatMap(([name, shape]) => {
			const next = now[name];
			return next === undefined
				? [`${path}.${name} is gone`]
				: missingIn(shape, next, `${path}.${name}`);
		});
	}
	return before === now ? [] : [`${path} was ${before} and is ${kindOf(now)}`];
}

function kindOf(shape: Shape): string {
	if (typeof shape === 'string') return shape;
	return isList(shape) ? 'a list' : 'an object';
}
