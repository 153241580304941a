const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const ts = require('typescript');

/** Every `.js` file below `directory`, as absolute paths. */
function scriptsIn(directory) {
	return readdirSync(directory, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
		.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
		.sort();
}

/** The modules that a script asks for; undefined stands for a name that is worked out while it runs. */
function requiredModules(file) {
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
	const modules = [];
	const add = (name) => modules.push(name && ts.isStringLiteralLike(name) ? name.text : undefined);
	const visit = (node) => {
		if (ts.isCallExpression(node) && isRequire(node.expression)) add(node.arguments[0]);
		if (ts.isImportDeclaration(node) || (ts.isExportDeclaration(node) && node.moduleSpecifier)) {
			add(node.moduleSpecifier);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return modules;
}

function isRequire(callee) {
	return (
		callee.kind === ts.SyntaxKind.ImportKeyword ||
		(ts.isIdentifier(callee) && callee.text === 'require')
	);
}

module.exports = { scriptsIn, requiredModules };
