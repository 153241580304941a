/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { writeFile } from 'node:fs/promises';

import { setUpAll, tearDownAll } from '../../e2e/setup';
import { signInToShared } from '../../e2e/shared';
import { openBrowser } from '../browser';
import { exampleScenes } from './examples';
import { firstAutomation } from './firstAutomation';
import { FORMS, formsWhenTaken, hashOf } from './forms';
import { IMAGES } from './images';
import { play, type Scene } from './studio';

const LIMIT_MS = 10 * 60_000;

/** The first automation comes first: its user has no credentials yet. */
const SCENES: readonly Scene[] = [firstAutomation, ...exampleScenes];

function log(line: string): void {
	process.stderr.write(`${line}\n`);
}

/** Takes all images, or those whose names hold one of the words, and writes down what they show. */
async function takeAll(words: readonly string[]): Promise<void> {
	const isWanted = (image: string) =>
		words.length === 0 || words.some((word) => image.includes(word));
	const rest = await signInToShared();
	const browser = await openBrowser();
	const forms = formsWhenTaken();
	try {
		for (const scene of SCENES.filter(({ images }) => images.some(isWanted))) {
			for (const image of await play(scene, { browser, rest })) {
				forms[image] = hashOf(IMAGES[image] ?? {});
				log(image);
			}
		}
	} finally {
		await browser.close();
	}
	const known = Object.keys(IMAGES).filter((image) => forms[image] !== undefined);
	const sorted = Object.fromEntries(known.sort().map((image) => [image, forms[image]]));
	await writeFile(FORMS, `${JSON.stringify(sorted, null, '\t')}\n`);
}

async function main(): Promise<void> {
	setTimeout(() => {
		log(`Not finished after ${LIMIT_MS / 60_000} minutes`);
		process.exit(1);
	}, LIMIT_MS).unref();
	await setUpAll();
	try {
		await takeAll(process.argv.slice(2));
	} finally {
		await tearDownAll();
	}
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		log(error.stack ?? error.message);
		process.exit(1);
	},
);
