/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { readdirSync } from 'node:fs';
import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';

import { Conversation } from '../../../nodes/Conversation/Conversation.node';
import { Missive } from '../../../nodes/Missive/Missive.node';
import { OpenWork } from '../../../nodes/OpenWork/OpenWork.node';
import { SupportAutoresponder } from '../../../nodes/SupportAutoresponder/SupportAutoresponder.node';
import { COVERAGE_FOLDER, COVERAGE_PAGES, coverageOf } from '../../../scripts/docs/coverage';

/** The pages' nodes by their classes. */
const NODES: Readonly<Record<string, new () => INodeType>> = {
	Conversation,
	Missive,
	OpenWork,
	SupportAutoresponder,
};

/** What else may use an endpoint. */
const ELSEWHERE = ['Trigger', 'Credential test', '-'];

/** What a node can do, as its panel names it: `Message: Get Many`. */
function operationsOf({ description: { properties } }: INodeType): string[] {
	const resources = optionsOf(properties.find(({ name }) => name === 'resource'));
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap((property) => {
			const [value] = property.displayOptions?.show?.resource ?? [];
			const resource = resources.find((option) => option.value === value);
			return optionsOf(property).map(({ name }) => `${resource?.name}: ${name}`);
		});
}

function optionsOf(property: INodeProperties | undefined): INodePropertyOptions[] {
	return (property?.options ?? []) as INodePropertyOptions[];
}

test('every vendor has a page', () => {
	expect(readdirSync(COVERAGE_FOLDER).sort()).toEqual(Object.values(COVERAGE_PAGES).sort());
	expect(Object.keys(COVERAGE_PAGES)).toEqual(Object.keys(NODES));
});

describe.each(Object.entries(NODES))('%s', (nodeClass, Node) => {
	const rows = coverageOf(nodeClass);
	const operations = operationsOf(new Node());

	test('names every operation of the node', () => {
		const named = new Set(rows.flatMap(({ uses }) => uses));
		expect(operations.filter((operation) => !named.has(operation))).toEqual([]);
	});

	test('names no operation that the node does not have', () => {
		const known = new Set([...operations, ...ELSEWHERE]);
		expect(rows.flatMap(({ uses }) => uses).filter((use) => !known.has(use))).toEqual([]);
	});

	test('says why an endpoint is not used', () => {
		const unused = rows.filter(({ uses }) => uses.includes('-'));
		expect(unused.filter(({ notes }) => notes === '')).toEqual([]);
	});

	test('lists no endpoint twice', () => {
		const endpoints = rows.map(({ endpoint }) => endpoint);
		expect(new Set(endpoints).size).toBe(endpoints.length);
	});
});
