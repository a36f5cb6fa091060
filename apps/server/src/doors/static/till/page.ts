export const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Laurel</title>
<link rel="stylesheet" href="style.css">
<script type="module" src="page.js"></script>
</head>
<body data-state="loading">
<main>
<p id="program"></p>
<h1 id="place"></h1>
<div id="frame">
<svg id="qr" role="img" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"></rect><path id="modules" fill="#000"></path></svg>
<p id="over"></p>
</div>
<p id="code" translate="no"></p>
<progress id="left" max="1" value="1"></progress>
<p id="hint"></p>
<p id="status" role="status"></p>
</main>
<noscript>This page needs JavaScript. Cette page a besoin de JavaScript.</noscript>
</body>
</html>
`;
