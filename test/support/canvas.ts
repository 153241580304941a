import type { INode } from 'n8n-workflow';

import { descriptions } from './descriptions';
import type { NewWorkflow } from './rest.types';
import { PACKAGE } from './workflows';

/** A rectangle on n8n's canvas, in its pixels. */
export interface Box {
	readonly name: string;
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** A connection: the points of its line, close to each other, and the nodes at its ends. */
export interface Line {
	readonly from: string;
	readonly to: string;
	readonly goesBack: boolean;
	readonly points: ReadonlyArray<readonly [number, number]>;
}

// As n8n 2.41 draws them: a node with its name and subtitle below, and higher where it has more than two outputs.
const NODE = 96;
const GRID = 16;
// Names are broken into lines, and seldom as wide as these may be.
const TEXT = { width: 172, gap: 8, line: 20, perLine: 24 };
const NOTE = { width: 240, height: 160, type: 'n8n-nodes-base.stickyNote' };

// A connection that goes back leaves to the right, runs below and comes in from the left.
const BACK = { below: 130, beside: 40 };
const HANDLE = 20;
const STEPS = 64;

/** The sticky notes of a workflow. */
export function notesOf({ nodes }: NewWorkflow): Box[] {
	return nodes.filter(isNote).map(({ name, position: [left, top], parameters }) => ({
		name,
		left,
		top,
		right: left + Number(parameters.width ?? NOTE.width),
		bottom: top + Number(parameters.height ?? NOTE.height),
	}));
}

/** The squares of its nodes. */
export function nodesOf(workflow: NewWorkflow): Box[] {
	return workflow.nodes
		.filter((node) => !isNote(node))
		.map(({ name, position: [left, top] }) => ({
			name,
			left,
			top,
			right: left + NODE,
			bottom: top + heightOf(workflow, name),
		}));
}

/** The texts below its nodes: the name, and a line that says what the node does where it has one. */
export function textsOf(workflow: NewWorkflow): Box[] {
	return nodesOf(workflow).map(({ name, left, bottom }) => {
		const lines = Math.ceil(name.length / TEXT.perLine) + (hasSubtitle(workflow, name) ? 1 : 0);
		return {
			name,
			left: left + NODE / 2 - TEXT.width / 2,
			right: left + NODE / 2 + TEXT.width / 2,
			top: bottom,
			bottom: bottom + TEXT.gap + lines * TEXT.line,
		};
	});
}

/** The lines between its nodes. */
export function linesOf(workflow: NewWorkflow): Line[] {
	const boxes = new Map(nodesOf(workflow).map((box) => [box.name, box]));
	return Object.entries(workflow.connections).flatMap(([from, { main = [] }]) =>
		main.flatMap((targets, output) =>
			(targets ?? []).flatMap(({ node: to }) => {
				const [source, target] = [boxes.get(from), boxes.get(to)];
				if (!source || !target) return [];
				const share = (output + 1) / (main.length + 1);
				const start = [source.right, source.top + (source.bottom - source.top) * share] as const;
				const end = [target.left, (target.top + target.bottom) / 2] as const;
				const goesBack = start[0] - HANDLE > end[0];
				return [{ from, to, goesBack, points: goesBack ? loop(start, end) : curve(start, end) }];
			}),
		),
	);
}

/** Whether two boxes have more than an edge in common. */
export function overlap(one: Box, other: Box): boolean {
	return (
		one.left < other.right &&
		other.left < one.right &&
		one.top < other.bottom &&
		other.top < one.bottom
	);
}

/** Whether a line goes through a box. */
export function crosses({ points }: Line, { left, right, top, bottom }: Box): boolean {
	return points.some(([x, y]) => x > left && x < right && y > top && y < bottom);
}

function isNote({ type }: INode): boolean {
	return type === NOTE.type;
}

function heightOf({ connections }: NewWorkflow, name: string): number {
	const outputs = connections[name]?.main?.length ?? 1;
	return NODE + Math.max(0, outputs - 2) * 2 * GRID;
}

function hasSubtitle({ nodes }: NewWorkflow, name: string): boolean {
	const type = nodes.find((node) => node.name === name)?.type ?? '';
	const ours = descriptions.find((description) => type === `${PACKAGE}.${description.name}`);
	return ours === undefined || ours.subtitle !== undefined;
}

type Point = readonly [number, number];

function curve(start: Point, end: Point): Point[] {
	const reach = (end[0] - start[0]) / 2;
	const [a, b] = [
		[start[0] + reach, start[1]],
		[end[0] - reach, end[1]],
	] as const;
	return steps((t) => {
		const at = (i: 0 | 1) =>
			(1 - t) ** 3 * start[i] +
			3 * (1 - t) ** 2 * t * a[i] +
			3 * (1 - t) * t ** 2 * b[i] +
			t ** 3 * end[i];
		return [at(0), at(1)];
	});
}

function loop(start: Point, end: Point): Point[] {
	const right = start[0] + BACK.beside;
	const left = end[0] - BACK.beside;
	const bottom = start[1] + BACK.below;
	const corners: Point[] = [
		start,
		[right, start[1]],
		[right, bottom],
		[left, bottom],
		[left, end[1]],
		end,
	];
	return corners.slice(1).flatMap((corner, i) => {
		const before = corners[i] as Point;
		return steps((t) => [
			before[0] + (corner[0] - before[0]) * t,
			before[1] + (corner[1] - before[1]) * t,
		]);
	});
}

function steps(at: (share: number) => Point): Point[] {
	return Array.from({ length: STEPS + 1 }, (_, step) => at(step / STEPS));
}
