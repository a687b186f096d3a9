export type VatRate = { country: string; validFrom: string; rate: string; source: string };

const EU = "European Commission, Taxes in Europe Database (TEDB)";

/** Standard rates with the day from which each holds; a rate before is kept where it changed since 2024. */
const LIST = `
AT|1984-01-01|0.20
BE|1996-01-01|0.21
BG|1999-01-01|0.20
CH|2018-01-01|0.077|Federal Tax Administration FTA
CH|2024-01-01|0.081|Federal Tax Administration FTA
CY|2014-01-13|0.19
CZ|2013-01-01|0.21
DE|2007-01-01|0.19
DE|2020-07-01|0.16
DE|2021-01-01|0.19
DK|1992-01-01|0.25
EE|2009-07-01|0.20
EE|2024-01-01|0.22
EE|2025-07-01|0.24
ES|2012-09-01|0.21
FI|2013-01-01|0.24
FI|2024-09-01|0.255
FR|2014-01-01|0.20
GB|2011-01-04|0.20|HM Revenue & Customs, VAT rates
GR|2016-06-01|0.24
HR|2012-03-01|0.25
HU|2012-01-01|0.27
IE|2012-01-01|0.23
IE|2020-09-01|0.21
IE|2021-03-01|0.23
IS|2015-01-01|0.24|Skatturinn (Iceland Revenue and Customs)
IT|2013-10-01|0.22
LI|2018-01-01|0.077|Steuerverwaltung Liechtenstein
LI|2024-01-01|0.081|Steuerverwaltung Liechtenstein
LT|2009-09-01|0.21
LU|2015-01-01|0.17
LU|2023-01-01|0.16
LU|2024-01-01|0.17
LV|2012-07-01|0.21
MT|2004-01-01|0.18
NL|2012-10-01|0.21
NO|2005-01-01|0.25|Skatteetaten (Norwegian Tax Administration)
PL|2011-01-01|0.23
PT|2011-01-01|0.23
RO|2017-01-01|0.19
RO|2025-08-01|0.21
SE|1990-07-01|0.25
SI|2013-07-01|0.22
SK|2011-01-01|0.20
SK|2025-01-01|0.23`;

export const VAT_RATES: readonly VatRate[] = LIST.trim()
  .split("\n")
  .map((line) => {
    const [country = "", validFrom = "", rate = "", source = EU] = line.split("|");
    return { country, validFrom, rate, source };
  });
