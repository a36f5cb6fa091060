/** The file in a data folder that says where a running store is. */
export const URI_FILE = 'uri';
