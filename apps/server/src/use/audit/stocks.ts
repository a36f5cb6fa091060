import type { Laurel } from '../../laurel.ts';
import type { StockDocument } from '../../store/documents.ts';
import type { Findings } from './findings.ts';

/**
 * What is left of a scarce thing and what was taken must be all of it.
 * @returns how many stocks were looked at
 */
export async function auditStocks(laurel: Laurel, findings: Findings): Promise<number> {
  const stocks = await laurel.store.stocks.find({}).lean<StockDocument[]>();
  for (const stock of stocks) {
    const taken = stock.taken.reduce((sum, each) => sum + each.n, 0);
    const { left, sold = 0, total } = stock;
    if (left + taken + sold !== total)
      findings.add('stocks', stock._id, `${left} left, ${taken} taken and ${sold} sold are not ${total}`);
  }
  return stocks.length;
}
