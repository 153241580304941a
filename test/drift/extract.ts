import ts from 'typescript';

import type { Extract, Found } from './fact';

/** Reads a fact out of the text of its source. What is not there is not in the result. */
export function extractFrom(text: string, extract: Extract): Found {
	if (extract.kind === 'declarations') return declarations(text, extract.names);
	if (extract.kind === 'phrases') {
		const page = plain(text);
		return extract.phrases.filter((phrase) => page.includes(plain(phrase)));
	}
	const matches = [...text.matchAll(new RegExp(extract.pattern, 'gm'))];
	return [...new Set(matches.map(([whole, group]) => group ?? whole))].sort();
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'",
	'&#x27;': "'",
	'&nbsp;': ' ',
};

/** The text of a page without tags, in lower case: headers and names are written in any. */
function plain(text: string): string {
	return text
		.replace(/<[a-z/!][^>]*>/gi, '')
		.replace(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity)
		.replace(/\s+/g, ' ')
		.toLowerCase();
}

function declarations(text: string, names: readonly string[]): Record<string, string> {
	const source = ts.createSourceFile('source.d.ts', text, ts.ScriptTarget.Latest, true);
	const found = new Map<string, string[]>();
	const note = (name: string, node: ts.Node) => {
		if (names.includes(name)) found.set(name, [...(found.get(name) ?? []), textOf(node)]);
	};
	const visit = (node: ts.Node) => {
		const name = nameOf(node);
		if (name !== undefined) {
			note(name, node);
			for (const member of membersOf(node)) note(`${name}.${nameOf(member) ?? ''}`, member);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	// Overloads are several declarations of one name.
	return Object.fromEntries(
		names.flatMap((name) => {
			const texts = found.get(name);
			return texts ? [[name, texts.join(' ')]] : [];
		}),
	);
}

function nameOf(node: ts.Node): string | undefined {
	const { name } = node as Partial<ts.NamedDeclaration>;
	return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined;
}

function membersOf(node: ts.Node): readonly ts.Node[] {
	if (ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)) return [...node.members];
	if (ts.isTypeAliasDeclaration(node)) return literalMembers(node.type);
	if (ts.isVariableDeclaration(node) && node.type) return literalMembers(node.type);
	return [];
}

/** `{ … }` alone or among others: `A & { … }`. */
function literalMembers(type: ts.TypeNode): readonly ts.Node[] {
	if (ts.isTypeLiteralNode(type)) return [...type.members];
	return ts.isIntersectionTypeNode(type) ? type.types.flatMap(literalMembers) : [];
}

/** A declaration without comments and layout. */
function textOf(node: ts.Node): string {
	const printer = ts.createPrinter({ removeComments: true });
	const printed = printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());
	return printed.replace(/\s+/g, ' ').trim();
}
