/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { writeFile } from 'node:fs/promises';

import { setUpAll, tearDownAll } from '../../e2e/setup';
import { signInToShared } from '../../e2e/shared';
import { openBrowser } from '../browser';
import { failedDelivery, handOver, invalidOutput } from './deliveries';
import { exampleScenes } from './examples';
import { firstAutomation } from './firstAutomation';
import { FORMS, formsWhenTaken, hashOf } from './forms';
import { IMAGES } from './images';
import { play, type Scene } from './studio';

const LIMIT_MS = 20 * 60_000;

/** The first automation comes first: its user has no credentials yet. */
const SCENES: readonly Scene[] = [
	firstAutomation,
	invalidOutput,
	failedDelivery,
	handOver,
	...exampleScenes,
];

function log(line: string): void {
	process.stderr.write(`${line}\n`);
}

/** Writes down what an image shows. Images that there are no more are forgotten. */
async function writeDown(image: string): Promise<void> {
	const forms = { ...formsWhenTaken(), [image]: hashOf(IMAGES[image] ?? {}) };
	const known = Object.keys(IMAGES).filter((name) => forms[name] !== undefined);
	const sorted = Object.fromEntries(known.sort().map((name) => [name, forms[name]]));
	await writeFile(FORMS, `${JSON.stringify(sorted, null, '\t')}\n`);
	log(image);
}

/**
 * Takes all images, or those whose names hold one of the words.
 *
 * @returns whether all of them were taken
 */
async function takeAll(words: readonly string[]): Promise<boolean> {
	const isWanted = (image: string) =>
		words.length === 0 || words.some((word) => image.includes(word));
	const rest = await signInToShared();
	const browser = await openBrowser();
	let all = true;
	try {
		for (const scene of SCENES.filter(({ images }) => images.some(isWanted))) {
			try {
				for (const image of await play(scene, { browser, rest })) await writeDown(image);
			} catch (error) {
				all = false;
				log(`${scene.images.join(', ')}: ${(error as Error).message}`);
			}
		}
	} finally {
		await browser.close();
	}
	return all;
}

async function main(): Promise<void> {
	setTimeout(() => {
		log(`Not finished after ${LIMIT_MS / 60_000} minutes`);
		process.exit(1);
	}, LIMIT_MS).unref();
	await setUpAll();
	try {
		if (!(await takeAll(process.argv.slice(2)))) process.exitCode = 1;
	} finally {
		await tearDownAll();
	}
}

main().then(
	() => process.exit(),
	(error: Error) => {
		log(error.stack ?? error.message);
		process.exit(1);
	},
);
