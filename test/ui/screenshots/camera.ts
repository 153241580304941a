/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Page } from 'playwright-core';

import { until } from '../../support/poll';
import { fileOf, FOLDER } from './forms';
import { MAX_BYTES } from './images';

/** The qualities of WebP that are tried, the best first. */
const QUALITIES = [0.95, 0.9, 0.8, 0.7, 0.6, 0.5];

/** Messages that come and go. */
const PASSING = '.el-notification, [data-sonner-toaster] { visibility: hidden !important; }';

/** What n8n lays over the canvas: it is no part of a workflow. */
const OVER_THE_CANVAS = `
	.vue-flow__panel, [class*="_nodeButtonsWrapper_"], [data-test-id="execute-workflow-button"],
	[data-test-id="canvas-node-toolbar"] { visibility: hidden !important; }
`;

/** Enough to see whether something has changed. */
const QUICK = { animations: 'disabled', caret: 'hide', scale: 'css', style: PASSING } as const;

/** Room around what an image of a canvas shows (px). */
const MARGIN = 24;

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
	 * Takes an image of the whole page.
	 *
	 * @param name without theme and ending
	 * @throws Error when it cannot be made small enough
	 */
	async take(name: string): Promise<void> {
		await this.develop(name, {});
	}

	/** Takes an image of the workflow that is open, and of nothing around it. */
	async takeCanvas(name: string): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
		await this.page.mouse.move(0, 0);
		await this.settle();
		const clip = await this.page.evaluate<Box>(`(${BOX_OF_THE_WORKFLOW})(${MARGIN})`);
		await this.develop(name, { clip, style: OVER_THE_CANVAS });
	}

	private async develop(name: string, { clip, style = '' }: { clip?: Box; style?: string }) {
		await mkdir(FOLDER, { recursive: true });
		for (const theme of ['light', 'dark'] as const) {
			await this.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
			await this.settle();
			const png = await this.page.screenshot({
				...{ animations: 'disabled', caret: 'hide', clip },
				style: PASSING + style,
			});
			await writeFile(join(FOLDER, fileOf(name, theme)), await this.compressed(name, png));
		}
		// What is opened from here on has the icons of the light theme, for n8n does not change them all.
		await this.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
		this.taken.push(name);
	}

	/** Waits until nothing on the page changes any more: fonts, icons, and what a theme changes step by step. */
	private async settle(): Promise<void> {
		await this.page.waitForLoadState('networkidle');
		let before = '';
		const isStill = async () => {
			const now = (await this.page.screenshot(QUICK)).toString('base64');
			const same = now === before;
			before = now;
			return same;
		};
		await until(isStill, { what: 'the page to be still' });
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

/** Runs in the browser: what nodes, their names, notes and lines cover together. */
const BOX_OF_THE_WORKFLOW = `(margin) => {
	const drawn = '.vue-flow__node, .vue-flow__node *, .vue-flow__edge path';
	const boxes = [...document.querySelectorAll(drawn)]
		.filter((element) => !element.closest('[data-test-id="canvas-node-toolbar"]'))
		.map((element) => element.getBoundingClientRect())
		.filter(({ width, height }) => width > 0 && height > 0);
	const x = Math.max(0, Math.min(...boxes.map(({ left }) => left)) - margin);
	const y = Math.max(0, Math.min(...boxes.map(({ top }) => top)) - margin);
	const right = Math.min(innerWidth, Math.max(...boxes.map((box) => box.right)) + margin);
	const bottom = Math.min(innerHeight, Math.max(...boxes.map((box) => box.bottom)) + margin);
	return { x, y, width: right - x, height: bottom - y };
}`;
