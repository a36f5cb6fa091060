import { Router } from 'express';
import folderOfSwaggerUi from 'swagger-ui-dist/absolute-path.js';

const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Laurel: the API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
</head>
<body>
<main id="api"></main>
<noscript>This page needs JavaScript; the description of the API is at <a href="/openapi.json">/openapi.json</a>.</noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/page.js"></script>
</body>
</html>
`;

// A file of its own, because our policy runs no script that stands in a page.
const SCRIPT = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, tryItOutEnabled: true, persistAuthorization: false, validatorUrl: null });
`;

/** A page to read and try the API, from this server alone. */
export function docsPage(): Router {
  const folder = folderOfSwaggerUi();
  const page = Router();
  page.get('/', (_request, response) => void response.type('html').send(PAGE));
  page.get('/page.js', (_request, response) => void response.type('js').send(SCRIPT));
  for (const file of FILES)
    page.get(`/${file}`, (_request, response) => response.sendFile(file, { root: folder, maxAge: '1d' }));
  return page;
}
