// What stands beside goods and at the checkout.
import '../elements/checkout/define.ts';
import '../elements/gate/define.ts';
import '../elements/product-points/define.ts';
import '../elements/share/define.ts';
import '../elements/survey/define.ts';
