/*
 * 52. Data analysis with pandas (course 6.1)
 * Shows: a table from columns, and the rows where a condition holds.
 *
 * Python:
 *     import pandas as pd
 *
 *     # Creating a DataFrame
 *     data = {'Name': ['Alice', 'Bob', 'Charlie'], 'Age': [25, 30, 35]}
 *     df = pd.DataFrame(data)
 *     print("DataFrame:")
 *     print(df)
 *
 *     # Filtering Data
 *     filtered_df = df[df['Age'] > 28]
 *     print("Filtered DataFrame:")
 *     print(filtered_df)
 */
import * as pd from 'numloom/dataframe';

// Creating a DataFrame
const data = { Name: ['Alice', 'Bob', 'Charlie'], Age: [25, 30, 35] };
const df = new pd.DataFrame(data);
console.log('DataFrame:');
console.log(String(df));

// Filtering data
const filtered = df.filter(df.get('Age').gt(28));
console.log('Filtered DataFrame:');
console.log(String(filtered));
