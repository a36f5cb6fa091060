/** The file in a data folder that says where a running store is. */
export const URI_FILE = 'uri';
/** Says which process uses the folder. */
export const LOCK_FILE = 'lock';
/** The data. */
export const DATA_FILE = 'data.mdb';
/** Present once the data has been on disk, with the number of its format. */
export const FORMAT_FILE = 'format';
export const FORMAT = '1';
/** Which start of the machine the data was last written under. */
export const BOOT_FILE = 'boot';
