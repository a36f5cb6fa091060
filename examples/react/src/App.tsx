import type {} from '@laurel/widgets/react';
import { start } from '@laurel/widgets/start';
import { useEffect, useState } from 'react';

export function App() {
  const [shown, setShown] = useState(true);
  const [chosen, setChosen] = useState<{ points: number; worth: number } | null>(null);
  // After the elements are on the page, so that one request fills them all. Done twice, it does nothing more.
  useEffect(() => {
    start({
      origin: import.meta.env.VITE_LAUREL_ORIGIN,
      program: import.meta.env.VITE_LAUREL_PROGRAM,
      token: '/laurel/token',
    });
  }, []);
  return (
    <main>
      <h1>Maison Claire</h1>
      <p>
        <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
          My points
        </button>
      </p>
      {shown && (
        <>
          <laurel-points />
          <p>
            A lamp, €42.50 <laurel-product-points sku="LAMP" price={4250} />
          </p>
          <laurel-checkout total={4250} value={600} onlaurel-checkout={({ detail }) => setChosen(detail)} />
          <laurel-leaderboard board="month" limit={5} />
        </>
      )}
      <p id="chosen">{chosen && `${chosen.points} points take €${(chosen.worth / 100).toFixed(2)} off`}</p>
    </main>
  );
}
