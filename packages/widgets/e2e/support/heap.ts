import type { Page } from '@playwright/test';

/** How many elements of a tag are still in memory after what nobody holds was collected. */
export async function alive(page: Page, tag: string): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send('HeapProfiler.collectGarbage');
  const { result } = await client.send('Runtime.evaluate', { expression: `customElements.get('${tag}').prototype` });
  const { objects } = await client.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' });
  const { result: count } = await client.send('Runtime.callFunctionOn', {
    functionDeclaration: 'function () { return this.length }',
    objectId: objects.objectId ?? '',
  });
  await client.detach();
  return count.value as number;
}
