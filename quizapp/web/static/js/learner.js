// What pages of somebody have: answering in place, keys, cards without a connection. Sent as one file.

import "./swap.js";
import "./ahead.js";
import "./keys.js";
import "./order.js";
import "./card-answer.js";
import "./kept/main.js";
