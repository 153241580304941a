/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Locator, Page } from 'playwright-core';

import { fileOf, FOLDER } from './forms';
import { MAX_BYTES } from './images';

/** The qualities of WebP that are tried, the best first. */
const QUALITIES = [0.95, 0.9, 0.8, 0.7, 0.6, 0.5];

/** What n8n lays over the canvas: it is no part of a workflow. */
const OVER_THE_CANVAS = `
	[data-test-id="canvas-controls"], .vue-flow__minimap, [data-test-id="execute-workflow-button"],
	[data-test-id="canvas-chat-button"], .el-notification, [data-test-id="node-buttons-wrapper"] { visibility: hidden !important; }
`;

/** The part of a page that an image shows: in pixels of the page, or all that some elements cover. */
export type Part = Locator | { readonly around: Locator; readonly margin: number };

/** Takes images of n8n's editor, each in its light and its dark theme. */
export class Camera {
	/** The names of the images that were taken. */
	readonly taken: string[] = [];

	/**
	 * @param page n8n's editor, which follows the theme of the system
	 * @param darkroom an empty page, in which images are compressed
	 */
	constructor(
		private readonly page: Page,
		private readonly darkroom: Page,
	) {}

	/**
	 * Takes an image.
	 *
	 * @param name without theme and ending
	 * @param part default: the whole page
	 * @throws Error when it cannot be made small enough
	 */
	async take(name: string, part?: Part): Promise<void> {
		await mkdir(FOLDER, { recursive: true });
		for (const theme of ['light', 'dark'] as const) {
			await this.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
			await this.settle();
			const png = await this.page.screenshot({
				animations: 'disabled',
				caret: 'hide',
				style: part && 'around' in part ? OVER_THE_CANVAS : undefined,
				clip: part && (await boxOf(part)),
			});
			await writeFile(join(FOLDER, fileOf(name, theme)), await this.compressed(name, png));
		}
		this.taken.push(name);
	}

	/** Waits until nothing on the page changes any more: fonts, icons, and what a theme changes step by step. */
	private async settle(): Promise<void> {
		await this.page.waitForLoadState('networkidle');
		let before = '';
		for (;;) {
			const now = (await this.page.screenshot({ animations: 'disabled' })).toString('base64');
			if (now === before) return;
			before = now;
		}
	}

	private async compressed(name: string, png: Buffer): Promise<Buffer> {
		for (const quality of QUALITIES) {
			const given = JSON.stringify({ png: png.toString('base64'), quality });
			const base64 = await this.darkroom.evaluate<string>(`(${TO_WEBP})(${given})`);
			const webp = Buffer.from(base64, 'base64');
			if (webp.length < MAX_BYTES) return webp;
		}
		throw new Error(`${name} is larger than ${MAX_BYTES} bytes: show less of the page`);
	}
}

/** Runs in the browser: a PNG in base64 becomes a WebP in base64. */
const TO_WEBP = `async ({ png, quality }) => {
	const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
	const canvas = new OffscreenCanvas(image.width, image.height);
	canvas.getContext('2d').drawImage(image, 0, 0);
	const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
	const bytes = new Uint8Array(await blob.arrayBuffer());
	return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}`;

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

async function boxOf(part: Part): Promise<Box> {
	const { around, margin } = 'around' in part ? part : { around: part, margin: 0 };
	const boxes = await Promise.all(
		(await around.all()).map(async (each) => await each.boundingBox()),
	);
	const seen = boxes.filter((box) => box !== null);
	const left = Math.min(...seen.map(({ x }) => x)) - margin;
	const top = Math.min(...seen.map(({ y }) => y)) - margin;
	const right = Math.max(...seen.map(({ x, width }) => x + width)) + margin;
	const bottom = Math.max(...seen.map(({ y, height }) => y + height)) + margin;
	return { x: left, y: top, width: right - left, height: bottom - top };
}
