import {
	type Box,
	crosses,
	linesOf,
	nodesOf,
	notesOf,
	overlap,
	textsOf,
} from '../../support/canvas';
import { exampleNames, loadExample } from '../../support/examples';

/** The pairs of boxes that overlap, each once. */
function overlaps(boxes: readonly Box[], others: readonly Box[]): string[] {
	return boxes.flatMap((one) =>
		others
			.filter((other) => other.name !== one.name && overlap(one, other))
			.map((other) => `${one.name} and ${other.name}`),
	);
}

const examples = exampleNames().map((name) => ({ name, workflow: loadExample(name) }));

describe.each(examples)('the canvas of $name', ({ workflow }) => {
	const notes = notesOf(workflow);
	const nodes = nodesOf(workflow);
	const texts = textsOf(workflow);
	const lines = linesOf(workflow);

	test('has nodes that cover no other, no note and no name', () => {
		expect(overlaps(nodes, nodes)).toEqual([]);
		expect(overlaps(notes, notes)).toEqual([]);
		expect(overlaps([...nodes, ...texts], notes)).toEqual([]);
		expect(overlaps(texts, nodes)).toEqual([]);
		expect(overlaps(texts, texts)).toEqual([]);
	});

	test('has lines that cross no note and no other node', () => {
		const crossed = lines.flatMap((line) =>
			[...notes, ...nodes]
				.filter(({ name }) => name !== line.from && name !== line.to)
				.filter((box) => crosses(line, box))
				.map(({ name }) => `${line.from} → ${line.to} crosses ${name}`),
		);
		expect(crossed).toEqual([]);
	});

	test('has lines that go back below the names of the nodes that they pass', () => {
		const crossed = lines
			.filter(({ goesBack }) => goesBack)
			.flatMap((line) =>
				texts
					.filter((text) => crosses(line, text))
					.map(({ name }) => `${line.from} → ${line.to} crosses the name of ${name}`),
			);
		expect(crossed).toEqual([]);
	});
});

describe('the geometry', () => {
	const { nodes, connections } = loadExample('durable-delivery');
	const moved = (name: string, position: [number, number]) => ({
		name: 'Moved',
		connections,
		nodes: nodes.map((node) => (node.name === name ? { ...node, position } : node)),
		settings: {},
	});

	test('finds a note on the loop, and nodes upon each other', () => {
		const wait = nodes.find(({ name }) => name === 'Wait for Next Attempt');
		const [x, y] = wait?.position ?? [0, 0];
		const back = (workflow: ReturnType<typeof moved>) =>
			linesOf(workflow).filter(({ goesBack }) => goesBack);

		const crossed = moved('The Loop', [x, y + 100]);
		expect(back(crossed)).toHaveLength(1);
		expect(notesOf(crossed).filter((note) => crosses(back(crossed)[0]!, note))).toHaveLength(1);
		const upon = moved('Delivered', [x + 10, y + 10]);
		expect(overlaps(nodesOf(upon), nodesOf(upon))).toContain('Delivered and Wait for Next Attempt');
	});
});
